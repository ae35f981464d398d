package io.credence.risk.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credence.forecasting.model.CorruptModelException;
import io.credence.forecasting.model.FittedModel;
import io.credence.risk.port.ModelFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every registry holds to, wherever its files lie. */
abstract class ModelFilesContract {

    static final FittedModel MODEL = model("weights of a model");

    static FittedModel model(String weights) {
        return new FittedModel(
                "ewma",
                new TreeMap<>(Map.of("weights.bin", weights.getBytes(), "horizons.txt", "1,5".getBytes())),
                new TreeMap<>(Map.of("seed", "1")));
    }

    /** Over the same files each time. */
    abstract ModelFiles files();

    /** Changes a file behind the registry's back. */
    abstract void write(String version, String file, String content) throws IOException;

    abstract void delete(String version, String file) throws IOException;

    /** How a person finds it. */
    abstract String place(String version, String file);

    /** The names of all that lies there, versions and others. */
    abstract List<String> names() throws IOException;

    @Test
    void loadsWhatWasSaved() {
        String version = files().save(MODEL);

        FittedModel loaded = files().load(version);

        assertThat(version).isEqualTo(MODEL.version());
        assertThat(loaded.model()).isEqualTo("ewma");
        assertThat(loaded.provenance()).isEqualTo(MODEL.provenance());
        assertThat(loaded.files()).containsOnlyKeys("weights.bin", "horizons.txt");
        assertThat(loaded.files().get("weights.bin")).asString().isEqualTo("weights of a model");
        assertThat(loaded.version()).isEqualTo(version);
    }

    @Test
    void namesFileAndSumsWhenAByteHasChanged() throws IOException {
        String version = files().save(MODEL);
        write(version, "weights.bin", "weights of a modem");

        assertThatThrownBy(() -> files().load(version))
                .isInstanceOf(CorruptModelException.class)
                .hasMessageContaining(place(version, "weights.bin"))
                .hasMessageContaining("18 bytes with SHA-256")
                .hasMessageContaining("its manifest says 18 bytes")
                .hasMessageContaining("Maybe restore");
    }

    @ParameterizedTest
    @ValueSource(strings = {"weights.bin", "manifest.json"})
    void namesAFileThatIsGone(String file) throws IOException {
        String version = files().save(MODEL);
        delete(version, file);

        assertThatThrownBy(() -> files().load(version))
                .isInstanceOf(CorruptModelException.class)
                .hasMessageContaining("there is no file " + place(version, file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "[]", "{\"format\":1}"})
    void refusesAManifestThatIsNone(String text) throws IOException {
        String version = files().save(MODEL);
        write(version, "manifest.json", text);

        assertThatThrownBy(() -> files().load(version))
                .isInstanceOf(CorruptModelException.class)
                .hasMessageContaining("manifest.json is not a manifest");
    }

    @Test
    void refusesAFolderUnderAnotherVersionsName() throws IOException {
        files().save(MODEL);
        write("ewma-000000000000", "weights.bin", "weights of a model");
        write("ewma-000000000000", "horizons.txt", "1,5");
        write(
                "ewma-000000000000",
                "manifest.json",
                new String(Manifest.of(MODEL).encode()));

        assertThatThrownBy(() -> files().load("ewma-000000000000"))
                .isInstanceOf(CorruptModelException.class)
                .hasMessageContaining("holds the files of " + MODEL.version());
    }

    @Test
    void savingAgainPutsACorruptVersionRight() throws IOException {
        String version = files().save(MODEL);
        write(version, "weights.bin", "x");

        files().save(MODEL);

        assertThat(files().load(version).files().get("weights.bin")).asString().isEqualTo("weights of a model");
        assertThat(names()).containsExactly(version);
    }

    @Test
    void whatIsRemovedIsGoneAndOthersStay() throws IOException {
        String version = files().save(MODEL);
        String other = files().save(model("other weights"));

        assertThat(files().remove(version)).isTrue();
        assertThat(files().remove(version)).as("again").isFalse();

        assertThat(names()).containsExactly(other);
        assertThatThrownBy(() -> files().load(version)).isInstanceOf(CorruptModelException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "a/b", "", ".hidden", "manifest.json", "a\u0000b"})
    void refusesNamesThatAreNoPlainFiles(String name) {
        assertThatThrownBy(() -> files().load(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    @Test
    void manyWritersOfOneVersionAgree() throws Exception {
        List<Callable<String>> writers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            writers.add(() -> files().save(MODEL));
        }

        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            for (Future<String> version : pool.invokeAll(writers)) {
                assertThat(version.get()).isEqualTo(MODEL.version());
            }
        }

        assertThat(names()).containsExactly(MODEL.version());
        assertThat(files().load(MODEL.version()).version()).isEqualTo(MODEL.version());
    }
}
