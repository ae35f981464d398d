package io.credence.risk.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.credence.risk.embedded.Ports;
import io.credence.risk.embedded.ServerJars;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a user starts it, on the first rows of the tape: real servers, real processes, real kills. */
class DemoIT {

    private static final int MINUTES = 4;
    private static final int ROWS = 4000;

    @TempDir
    static Path folder;

    private static JsonNode plain;

    @BeforeAll
    static void runUndisturbed() throws Exception {
        plain = finish(start("plain", "--speed", "max"), "plain");
    }

    @Test
    void everyRowAfterTheHistoryHasItsFateAndEveryBarItsForecasts() {
        assertThat(plain.path("ticks").asLong()).isBetween(ROWS * 3L / 5, ROWS * 3L / 5 + 50);
        assertThat(plain.path("bars").asLong()).isPositive();
        assertThat(plain.path("forecasts").asLong())
                .isEqualTo(3 * plain.path("bars").asLong());
        assertThat(plain.path("scored").asLong())
                .isEqualTo(3 * plain.path("bars").asLong() - 1 - 5 - 15);
        for (String none : List.of("duplicates", "replayed", "divergent", "dead_letters", "restarts")) {
            assertThat(plain.path(none).asLong(-1)).as(none).isZero();
        }
        assertThat(plain.path("latency_ms").path("p99").asDouble()).isPositive();
        assertThat(plain.path("coverage").path("0.99").asDouble()).isBetween(0.9, 1.0);
        assertThat(plain.path("crps").asDouble()).isPositive();
        assertThat(plain.path("model_version").asText()).startsWith("ewma");
    }

    @Test
    void killsOfTheServiceChangeNoForecast() throws Exception {
        JsonNode chaos = finish(start("chaos", "--speed", "max", "--chaos", "2", "--seed", "3"), "chaos");
        assertThat(chaos.path("restarts").asInt()).isEqualTo(2);
        assertSameForecasts(chaos);
    }

    @Test
    void aKilledSupervisorLeavesNothingBehindAndItsRunIsGoneOnWith() throws Exception {
        Path keep = folder.resolve("kept");
        Process first = start("first", "--speed", "3000", "--keep", keep.toString());
        await(first, "first", "ticks:");
        List<ProcessHandle> children = first.descendants().toList();
        assertThat(children).hasSizeGreaterThanOrEqualTo(3);
        first.destroyForcibly().waitFor();
        for (ProcessHandle child : children) {
            child.onExit().get(60, TimeUnit.SECONDS);
        }
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            assertThat(all.filter(process -> mentions(process, keep))).isEmpty();
        }
        JsonNode second = finish(start("second", "--speed", "max", "--keep", keep.toString()), "second");
        assertThat(keep.resolve("run.json")).content().contains("kafka_bootstrap", "db_url", "acknowledged");
        assertSameForecasts(second);
    }

    @Test
    void aTakenPortIsSaidAtOnce() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Process demo = start("port", "--port", Integer.toString(taken.getLocalPort()));
            assertThat(demo.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(demo.exitValue()).isEqualTo(1);
            assertThat(errors("port")).contains("port " + taken.getLocalPort(), "--port");
        }
    }

    private void assertSameForecasts(JsonNode run) {
        assertThat(run.path("checksum")).isEqualTo(plain.path("checksum"));
        assertThat(run.path("forecasts")).isEqualTo(plain.path("forecasts"));
        assertThat(run.path("ticks")).isEqualTo(plain.path("ticks"));
        assertThat(run.path("divergent").asLong(-1)).isZero();
    }

    private static Process start(String name, String... options) throws IOException {
        Path app = ServerJars.home().resolve("risk-app/target/quarkus-app");
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dcredence.home=" + ServerJars.home(),
                "-cp",
                String.join(
                        File.pathSeparator,
                        app + "/app/*",
                        app + "/lib/main/*",
                        app + "/lib/boot/*",
                        app + "/quarkus/generated-bytecode.jar"),
                "io.credence.risk.cli.Credence",
                "demo",
                "--model",
                "ewma",
                "--rows",
                Integer.toString(ROWS),
                "--retrain",
                "off"));
        words.addAll(List.of(options));
        if (!words.contains("--port")) {
            words.addAll(List.of("--port", Integer.toString(Ports.free())));
        }
        return new ProcessBuilder(words)
                .redirectOutput(folder.resolve(name + ".out").toFile())
                .redirectError(folder.resolve(name + ".err").toFile())
                .start();
    }

    private static JsonNode finish(Process demo, String name) throws Exception {
        try {
            assertThat(demo.waitFor(MINUTES, TimeUnit.MINUTES)).as(errors(name)).isTrue();
            assertThat(demo.exitValue()).as(errors(name)).isZero();
            List<String> lines = Files.readAllLines(folder.resolve(name + ".out"));
            return new ObjectMapper().readTree(lines.getLast());
        } finally {
            demo.destroyForcibly();
        }
    }

    private static void await(Process demo, String name, String words) throws Exception {
        for (int turn = 0; turn < MINUTES * 600 && !errors(name).contains(words); turn++) {
            assertThat(demo.waitFor(100, TimeUnit.MILLISECONDS))
                    .as(errors(name))
                    .isFalse();
        }
        assertThat(errors(name)).contains(words);
    }

    private static String errors(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".err"));
    }

    private static boolean mentions(ProcessHandle process, Path keep) {
        return process.info().commandLine().orElse("").contains(keep.toString());
    }
}
