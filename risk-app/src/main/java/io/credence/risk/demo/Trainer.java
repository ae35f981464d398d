package io.credence.risk.demo;

import io.credence.risk.embedded.ChildProcess;
import io.credence.risk.embedded.JavaCommand;
import io.credence.risk.embedded.ServerJars;
import io.credence.risk.port.Batch.RetrainRequest;
import io.credence.risk.port.ModelStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The first training, in a JVM of its own. */
final class Trainer {

    private static final String NIGHT = "first";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final ModelStore models;
    private final Map<String, String> environment;
    private final Path log;
    private long run;
    private @Nullable ChildProcess child;

    Trainer(ModelStore models, Map<String, String> environment, Path log) {
        this.models = models;
        this.environment = environment;
        this.log = log;
    }

    /**
     * Starts training when there is no champion yet, and returns once a trainer has taken it on: from then on a service may
     * run beside it without taking it on as well.
     *
     * @param scope the instruments to train on
     */
    void begin(String scope, Closers closers) {
        if (models.champion().isEmpty()) {
            run = models.request(scope, NIGHT, "the demo's first training");
            ChildProcess started = closers.add(ChildProcess.startAloud("the trainer", command(), environment, log));
            child = started;
            // One that ends before it took anything on is told of by champion().
            started.awaitReadyOrEnd(() -> !state().equals("queued"), PATIENCE);
        }
    }

    private String state() {
        return models.run(run).map(ModelStore.Run::state).orElse("");
    }

    /** Waits for the training, where there is one. @return the champion */
    String champion() {
        int code = child == null ? 0 : child.await();
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
