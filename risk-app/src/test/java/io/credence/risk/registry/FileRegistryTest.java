package io.credence.risk.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credence.forecasting.model.CorruptModelException;
import io.credence.forecasting.model.FittedModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileRegistryTest {

    private static final FittedModel MODEL = model("weights of a model");

    @TempDir
    private Path root;

    private static FittedModel model(String weights) {
        return new FittedModel(
                "ewma",
                new TreeMap<>(Map.of("weights.bin", weights.getBytes(), "horizons.txt", "1,5".getBytes())),
                new TreeMap<>(Map.of("seed", "1")));
    }

    @Test
    void loadsWhatWasSaved() {
        String version = new FileRegistry(root).save(MODEL);

        FittedModel loaded = new FileRegistry(root).load(version);

        assertThat(version).isEqualTo(MODEL.version());
        assertThat(loaded.model()).isEqualTo("ewma");
        assertThat(loaded.provenance()).isEqualTo(MODEL.provenance());
        assertThat(loaded.files()).containsOnlyKeys("weights.bin", "horizons.txt");
        assertThat(loaded.files().get("weights.bin")).asString().isEqualTo("weights of a model");
        assertThat(loaded.version()).isEqualTo(version);
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
    void namesFileAndSumsWhenAByteHasChanged() throws IOException {
        FileRegistry files = new FileRegistry(root);
        String version = files.save(MODEL);
        Path file = root.resolve(version).resolve("weights.bin");
        Files.writeString(file, "weights of a modem");

        assertThatThrownBy(() -> files.load(version))
                .isInstanceOf(CorruptModelException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("18 bytes with SHA-256")
                .hasMessageContaining("its manifest says 18 bytes")
                .hasMessageContaining("Maybe restore");
    }

    @Test
    void namesAFileThatIsGone() throws IOException {
        FileRegistry files = new FileRegistry(root);
        String version = files.save(MODEL);
        Path file = root.resolve(version).resolve("weights.bin");
        Files.delete(file);

        assertThatThrownBy(() -> files.load(version))
                .isInstanceOf(CorruptModelException.class)
                .hasMessageContaining("there is no file " + file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "[]", "{\"format\":1}"})
    void refusesAManifestThatIsNone(String text) throws IOException {
        FileRegistry files = new FileRegistry(root);
        String version = files.save(MODEL);
        Files.writeString(root.resolve(version).resolve("manifest.json"), text);

        assertThatThrownBy(() -> files.load(version))
                .isInstanceOf(CorruptModelException.class)
                .hasMessageContaining("manifest.json is not a manifest");
    }

    @Test
    void refusesAFolderUnderAnotherVersionsName() throws IOException {
        FileRegistry files = new FileRegistry(root);
        Files.move(root.resolve(files.save(MODEL)), root.resolve("ewma-000000000000"));

        assertThatThrownBy(() -> files.load("ewma-000000000000"))
                .isInstanceOf(CorruptModelException.class)
                .hasMessageContaining("holds the files of " + MODEL.version());
    }

    @Test
    void savingAgainPutsACorruptVersionRight() throws IOException {
        FileRegistry files = new FileRegistry(root);
        String version = files.save(MODEL);
        Files.writeString(root.resolve(version).resolve("weights.bin"), "x");

        files.save(MODEL);

        assertThat(files.load(version).files().get("weights.bin")).asString().isEqualTo("weights of a model");
        assertThat(names()).containsExactly(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "a/b", "", ".hidden", "manifest.json", "a\u0000b"})
    void refusesNamesThatAreNoPlainFiles(String name) {
        assertThatThrownBy(() -> new FileRegistry(root).load(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
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

    @Test
    void manyWritersOfOneVersionAgree() throws Exception {
        List<Callable<String>> writers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            writers.add(() -> new FileRegistry(root).save(MODEL));
        }

        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            for (Future<String> version : pool.invokeAll(writers)) {
                assertThat(version.get()).isEqualTo(MODEL.version());
            }
        }

        assertThat(names()).containsExactly(MODEL.version());
        assertThat(new FileRegistry(root).load(MODEL.version()).version()).isEqualTo(MODEL.version());
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

    private List<String> names() throws IOException {
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
