package io.credence.risk.demo;

import io.credence.risk.embedded.ChildProcess;
import io.credence.risk.embedded.JavaCommand;
import io.credence.risk.embedded.ServerJars;
import io.credence.risk.port.Batch.RetrainRequest;
import io.credence.risk.port.ModelStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The first training, in a JVM of its own. */
final class Trainer {

    private static final String NIGHT = "first";

    private final ModelStore models;
    private final Map<String, String> environment;
    private final Path log;

    Trainer(ModelStore models, Map<String, String> environment, Path log) {
        this.models = models;
        this.environment = environment;
        this.log = log;
    }

    /**
     * The champion, trained now when there is none yet.
     *
     * @param scope the instruments to train on
     */
    String champion(String scope, Closers closers) {
        return models.champion().orElseGet(() -> train(scope, closers));
    }

    private String train(String scope, Closers closers) {
        long run = models.request(scope, NIGHT, "the demo's first training");
        ChildProcess child = closers.add(ChildProcess.startAloud("the trainer", command(), environment, log));
        int code = child.await();
        return models.champion()
                .orElseThrow(
                        () -> new DemoException("the first training brought no champion (the trainer ended with code "
                                + code + "): "
                                + models.run(run)
                                        .map(ended -> ended.report().toString())
                                        .orElse("its run is gone")
                                + ". Maybe its lines above say more, or " + log + "."));
    }

    private static JavaCommand command() {
        return new JavaCommand(
                        List.of(
                                "--enable-native-access=ALL-UNNAMED",
                                "-Xmx1g",
                                "-XX:+UseSerialGC",
                                "-Dcredence.home=" + ServerJars.home(),
                                "-Dcredence.terminal=" + Boolean.getBoolean("credence.terminal")),
                        List.of(System.getProperty("java.class.path")),
                        "io.credence.risk.cli.Credence",
                        List.of("retrain", "--claim"))
                .piped();
    }

    static String scope(List<String> instruments) {
        return instruments.size() == 1 ? RetrainRequest.ALL : instruments.getFirst();
    }
}
