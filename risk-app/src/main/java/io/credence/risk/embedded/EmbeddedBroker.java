package io.credence.risk.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A real Kafka broker in a JVM of its own, on ports of 127.0.0.1 that were free. */
public final class EmbeddedBroker implements AutoCloseable {

    /** The broker's limit on a record batch, which is Kafka's own default. */
    public static final int MAX_RECORD_BYTES = 1_048_588;

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> FLAGS = List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSX");

    private final ChildProcess child;
    private final int port;

    private EmbeddedBroker(ChildProcess child, int port) {
        this.child = child;
        this.port = port;
    }

    /**
     * Starts a broker and returns at once; {@link #awaitReady} waits for it.
     *
     * @param folder keeps its records, so that a later broker on the same folder has them
     */
    public static EmbeddedBroker start(Path folder) {
        int port = Ports.free();
        List<String> arguments = List.of(folder.toString(), Integer.toString(port), Integer.toString(Ports.free()));
        JavaCommand command =
                new JavaCommand(FLAGS, ServerJars.classPath(), BrokerMain.class.getName(), arguments).piped();
        return new EmbeddedBroker(
                ChildProcess.start("the Kafka broker", command, Map.of(), folder.resolve("broker.log")), port);
    }

    /** @throws ChildFailedException when it does not come up */
    public EmbeddedBroker awaitReady() {
        child.awaitReady(() -> Ports.answers(port), PATIENCE);
        return this;
    }

    /** {@code host:port} for clients. */
    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    public ChildProcess process() {
        return child;
    }

    @Override
    public void close() {
        child.close();
    }
}
