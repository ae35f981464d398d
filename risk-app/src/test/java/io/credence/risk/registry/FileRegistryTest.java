package io.credence.risk.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credence.risk.port.ModelFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRegistryTest extends ModelFilesContract {

    @TempDir
    private Path root;

    @Override
    ModelFiles files() {
        return new FileRegistry(root);
    }

    @Override
    void write(String version, String file, String content) throws IOException {
        Files.createDirectories(root.resolve(version));
        Files.writeString(root.resolve(version).resolve(file), content);
    }

    @Override
    void delete(String version, String file) throws IOException {
        Files.delete(root.resolve(version).resolve(file));
    }

    @Override
    String place(String version, String file) {
        return root.resolve(version).resolve(file).toString();
    }

    @Test
    void leavesASavedVersionAsItIs() throws IOException {
        FileRegistry files = new FileRegistry(root);
        Path file = root.resolve(files.save(MODEL)).resolve("weights.bin");
        FileTime written = FileTime.from(Instant.EPOCH);
        Files.setLastModifiedTime(file, written);

        files.save(MODEL);

        assertThat(Files.getLastModifiedTime(file)).isEqualTo(written);
    }

    @Test
    void whatAKilledWriterLeftIsNoVersionAndGoesInTime() throws IOException {
        Path left = Files.createDirectories(root.resolve(".partial-ewma-1-abc"));
        Files.writeString(left.resolve("weights.bin"), "half");
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        Path young = Files.createDirectories(root.resolve(".partial-ewma-2-def"));

        String version = new FileRegistry(root).save(MODEL);

        assertThat(names())
                .containsExactlyInAnyOrder(version, young.getFileName().toString());
    }

    @Test
    void saysWhereItCannotWrite() throws IOException {
        Path file = Files.writeString(root.resolve("file"), "not a folder");

        assertThatThrownBy(() -> new FileRegistry(file).save(MODEL))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(MODEL.version())
                .hasMessageContaining("Maybe free space");
    }

    /** Kills a JVM that writes one version after another: whatever has a version's name is whole. */
    @Test
    void aWriterKilledAtAnyMomentLeavesOnlyWholeVersions() throws Exception {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        root.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            writer.inputReader().readLine();
            writer.inputReader().readLine();
        } finally {
            writer.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }

        List<String> versions =
                names().stream().filter(name -> !name.startsWith(".")).toList();
        assertThat(versions).hasSizeGreaterThanOrEqualTo(2);
        assertThat(versions)
                .allSatisfy(version -> assertThat(
                                new FileRegistry(root).load(version).version())
                        .isEqualTo(version));
    }

    @Override
    List<String> names() throws IOException {
        try (Stream<Path> paths = Files.list(root)) {
            return paths.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    /** Saves versions of 1 MiB until it is killed, and tells its parent of each through the pipe that is its standard output. */
    static final class KilledWriter {

        public static void main(String[] args) {
            FileRegistry files = new FileRegistry(Path.of(args[0]));
            for (int i = 0; i < 1000; i++) {
                System.out.println(files.save(model(i + "x".repeat(1 << 20))));
            }
        }
    }
}
