package io.credence.risk.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

    @TempDir
    Path folder;

    private static RunIdentity asked(String run, long instruments) {
        return new RunIdentity(run, "bitstamp", 100_000, "1m", instruments, "ewma", RunIdentity.UNBROKEN);
    }

    @Test
    void aKeptRunIsGoneOnWithUnderItsName() {
        try (RunFolder first = RunFolder.open(folder)) {
            first.write(RunIdentity.of(first, asked("one", 1)).values());
        }
        try (RunFolder second = RunFolder.open(folder)) {
            assertThat(RunIdentity.of(second, asked("two", 1))).isEqualTo(asked("one", 1));
        }
    }

    @Test
    void otherOptionsThanTheKeptRunsAreRefused() {
        try (RunFolder kept = RunFolder.open(folder)) {
            kept.write(asked("one", 1).values());
            assertThatThrownBy(() -> RunIdentity.of(kept, asked("two", 8)))
                    .isInstanceOf(DemoException.class)
                    .hasMessageContaining("made with instruments 1, now 8 is asked for");
        }
    }

    @Test
    void aDamagedRunFileIsRefused() throws IOException {
        Files.writeString(folder.resolve("run.json"), "{\"run\": ");
        try (RunFolder kept = RunFolder.open(folder)) {
            assertThatThrownBy(kept::read)
                    .hasMessageContaining("run.json cannot be read")
                    .hasMessageContaining("--keep");
        }
    }

    @Test
    void aTemporaryFolderGoesWithItsRun() throws IOException {
        Path path;
        try (RunFolder temporary = RunFolder.open(null)) {
            path = temporary.path("kafka");
            Files.createDirectories(path.resolve("log"));
            Files.writeString(path.resolve("log/file"), "x");
            temporary.write(Map.of("run", "x"));
        }
        assertThat(path.getParent()).doesNotExist();
    }

    @Test
    void aSparedFolderStaysForItsLogs() throws IOException {
        Path log;
        try (RunFolder spared = RunFolder.open(null)) {
            log = Files.writeString(spared.path("broker.log"), "why");
            spared.spare();
        }
        assertThat(log).hasContent("why");
        try (RunFolder again = RunFolder.open(log.getParent())) {
            Files.delete(again.path("broker.log"));
            Files.delete(again.path("supervisor.lock"));
        }
        Files.delete(log.getParent());
    }

    @Test
    void namesOfRunsSuitSchemasAndTopics() {
        assertThat(RunIdentity.newName(Instant.parse("2026-11-21T02:03:04Z"))).matches("20261121_020304_[0-9a-f]{4}");
    }
}
