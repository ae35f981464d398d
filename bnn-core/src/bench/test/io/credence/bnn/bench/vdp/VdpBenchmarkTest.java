package io.credence.bnn.bench.vdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.credence.bnn.inference.moment.WindowData;
import io.credence.bnn.random.Key;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class VdpBenchmarkTest {

    /** Student's t at 97.5 % with 4 degrees of freedom is 2.776. */
    @Test
    void intervalAndTestOfFiveSeeds() {
        Sample sample = new Sample(1, 2, 3, 4, 5);
        assertThat(sample.mean()).isEqualTo(3);
        assertThat(sample.half()).isCloseTo(2.7764 * Math.sqrt(0.5), within(1e-3));
        assertThat(sample.p()).isCloseTo(0.01324, within(1e-4));
        assertThat(sample.minus(sample).mean()).isZero();
        assertThat(new Sample(1, 2).half()).isNaN();
    }

    @Test
    void noiseHasTheSignalsPowerAtZeroDecibel() {
        WindowData clean = ReturnWindows.of(500, Key.of(1));
        WindowData noisy = ReturnWindows.noisy(clean, 0, Key.of(2));
        double signal = 0;
        double noise = 0;
        for (int i = 0; i < clean.windows().length; i++) {
            signal += Math.pow(clean.windows()[i], 2);
            noise += Math.pow(noisy.windows()[i] - clean.windows()[i], 2);
        }
        assertThat(noise / signal).isCloseTo(1, within(0.03));
        assertThat(noisy.targets()).isEqualTo(clean.targets());
    }

    @Test
    void reportsEachOfThePapersFigures(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("vdp.json");
        StringWriter screen = new StringWriter();
        int code = new CommandLine(new VdpBenchmark())
                .setOut(new PrintWriter(screen))
                .setErr(new PrintWriter(new StringWriter()))
                .execute("--width", "4", "--epochs", "3", "--seeds", "2", "--rows", "64", "--out", file.toString());
        assertThat(code).isZero();
        JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        JsonArray costs = json.getAsJsonArray("costs");
        assertThat(costs)
                .extracting(row -> row.getAsJsonObject().get("method").getAsString())
                .containsExactly("DET", "BBB", "VDP++", "VDP");
        assertThat(costs.get(0).getAsJsonObject().keySet())
                .contains("method", "seconds_per_epoch", "peak_bytes", "predict_us", "nll");
        assertThat(json.getAsJsonArray("noise")).hasSize(4 * 7);
        assertThat(json.getAsJsonArray("pruning")).hasSize(7 * 7);
        JsonArray compact = json.getAsJsonArray("compact");
        assertThat(compact).hasSize(2 * 6);
        compact.forEach(row -> assertThat(
                        row.getAsJsonObject().get("largest_difference").getAsDouble())
                .isLessThan(1e-3));
        JsonArray explanation = json.getAsJsonArray("explanation");
        assertThat(explanation).hasSize(4 * 2);
        explanation.forEach(row -> {
            JsonObject each = row.getAsJsonObject();
            assertThat(each.get("infidelity").getAsDouble()).isPositive();
            assertThat(each.get("unexplained").getAsDouble()).isBetween(0.0, 0.5);
            assertThat(each.get("sensitivity_max").getAsDouble()).isPositive();
        });
        assertThat(screen.toString()).contains("## costs", "## noise", "## pruning", "## explanation");
    }
}
