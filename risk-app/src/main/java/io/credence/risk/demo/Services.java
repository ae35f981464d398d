package io.credence.risk.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.credence.risk.embedded.ChildProcess;
import io.credence.risk.embedded.JavaCommand;
import io.credence.risk.embedded.Ports;
import io.credence.risk.embedded.ServerJars;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The service, in one process or several of one consumer group. For use by one thread at a time, but for {@link #close}. */
final class Services implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Map<String, String> environment;
    private final Path folder;
    private final List<Replica> replicas = new ArrayList<>();
    private boolean closed;

    private record Replica(int number, int port, ChildProcess process) {}

    /** @param environment what the service finds its servers by */
    Services(Map<String, String> environment, Path folder) {
        this.environment = environment;
        this.folder = folder;
    }

    /** Starts another process and returns before it is ready. */
    synchronized void add(int port) {
        replicas.add(start(replicas.size(), port));
    }

    private Replica start(int number, int port) {
        if (closed) {
            throw new DemoException("the demo is ending; the service is not started any more");
        }
        Map<String, String> own = new HashMap<>(environment);
        own.put("CREDENCE_KAFKA_INSTANCE_ID", "demo-" + number);
        JavaCommand command = new JavaCommand(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        // What the jar's manifest opens under -jar.
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                        "-Xms1g",
                        "-Xmx1g",
                        "-Xmn640m",
                        "-XX:+UseSerialGC",
                        // Else classes outgrow the first threshold in the middle of the stream: a full collection of
                        // 200 ms.
                        "-XX:MetaspaceSize=192m",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-Dcredence.piped=true",
                        "-Dquarkus.log.console.json.enabled=false",
                        "-Dcredence.home=" + ServerJars.home(),
                        "-Dquarkus.http.port=" + port),
                List.of(jar().toString()),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                List.of());
        Path log = folder.resolve("service-" + number + ".log");
        return new Replica(number, port, ChildProcess.start("the service", command, own, log));
    }

    private static Path jar() {
        Path jar = ServerJars.home().resolve("risk-app/target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new DemoException(
                    "the service is not built: there is no " + jar + ". Maybe start by ./credence, which builds it.");
        }
        return jar;
    }

    /** Waits until every process is ready to serve. */
    void awaitReady() {
        for (Replica replica : snapshot()) {
            replica.process().awaitReady(() -> answers(replica, "/q/health/ready"), PATIENCE);
        }
    }

    /** Waits until each partition forecasts with a version. */
    void awaitVersion(String version, int partitions) {
        Replica first = snapshot().getFirst();
        first.process().awaitReady(() -> partitionsWith(version) == partitions, PATIENCE);
    }

    private int partitionsWith(String version) {
        Set<Integer> found = new HashSet<>();
        for (Replica replica : snapshot()) {
            status(replica)
                    .ifPresent(status -> status.path("stream")
                            .path("partitions")
                            .forEach(partition -> {
                                if (version.equals(
                                        partition.path("modelVersion").asText())) {
                                    found.add(partition.path("partition").asInt());
                                }
                            }));
        }
        return found.size();
    }

    /** SIGKILL for the first process, and a new one in its place at once. */
    synchronized void killAndRestart() {
        Replica old = replicas.getFirst();
        old.process().kill();
        if (!closed) {
            replicas.set(0, start(old.number(), old.port()));
        }
    }

    /** Stops the last process for good, as an operator would. */
    void stopLast() {
        Replica last;
        synchronized (this) {
            last = replicas.removeLast();
        }
        last.process().close();
    }

    /** @throws io.credence.risk.embedded.ChildFailedException when a process has ended by itself */
    void check() {
        for (Replica replica : snapshot()) {
            if (!replica.process().isAlive()) {
                throw replica.process().failed("has ended in the middle of the stream");
            }
        }
    }

    /** The first process's latency in milliseconds at a percentile, as {@code p99}. */
    Optional<Double> latency(String percentile) {
        return status(snapshot().getFirst())
                .map(status -> status.path("latencyMs").path(percentile))
                .filter(JsonNode::isNumber)
                .map(JsonNode::asDouble);
    }

    private static Optional<JsonNode> status(Replica replica) {
        try {
            HttpResponse<String> answer = get(replica.port(), "/api/v1/status");
            return answer.statusCode() == 200 ? Optional.of(JSON.readTree(answer.body())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean answers(Replica replica, String path) {
        try {
            return get(replica.port(), path).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static HttpResponse<String> get(int port, String path) throws IOException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private synchronized List<Replica> snapshot() {
        return List.copyOf(replicas);
    }

    /** A port for a further process. */
    static int furtherPort() {
        return Ports.free();
    }

    @Override
    public void close() {
        List<Replica> running;
        synchronized (this) {
            closed = true;
            running = List.copyOf(replicas);
        }
        running.forEach(replica -> replica.process().close());
    }
}
