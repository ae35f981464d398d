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
import java.util.List;
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

    /** Of 1 2 3, 2 3 4, 3 4 5: between 3, within 1; with 2 and 6 degrees of freedom p is {@code (1 + F / 3)^-3}. */
    @Test
    void varianceBetweenAndWithinMethods() {
        Anova anova = Anova.of(List.of(new Sample(1, 2, 3), new Sample(2, 3, 4), new Sample(3, 4, 5)));
        assertThat(anova.f()).isCloseTo(3, within(1e-12));
        assertThat(anova.p()).isCloseTo(0.125, within(1e-12));
    }

    /** With the standard Gaussian's quantile and tail mean at 2.5 %, by hand. */
    @Test
    void scoreOfATail() {
        assertThat(TailScore.of(-1.959964, -2.337803, 0)).isCloseTo(0.687590, within(1e-5));
        assertThat(TailScore.of(-1.959964, -2.337803, -3)).isCloseTo(18.48269, within(1e-4));
        // a tail mean that is a gain counts as a loss of a tenth
        assertThat(TailScore.of(0.1, 0.05, 1)).isCloseTo(Math.log(0.1), within(1e-12));
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
        assertThat(json.getAsJsonArray("pruning")).hasSize(11 * 7);
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
        assertThat(json.getAsJsonArray("noise").get(1).getAsJsonObject().keySet())
                .contains("method", "snr_db", "crps", "variance", "degradation", "p_degradation_against_det");
        assertThat(json.getAsJsonArray("pruning").get(0).getAsJsonObject().keySet())
                .contains("method", "sparsity", "nll", "fz0", "fz0_gain_kept");
        assertThat(json.getAsJsonArray("anova")).hasSize(2);
        assertThat(screen.toString()).contains("## costs", "## noise", "## pruning", "## anova", "## explanation");
        for (String figure : List.of("seconds", "noise-crps", "noise-variance", "pruning-nll", "pruning-fz0")) {
            assertThat(folder.resolve("vdp-" + figure + ".svg")).content().contains("VDP++", "</svg>");
            assertThat(folder.resolve("vdp.md")).content().contains("](vdp-" + figure + ".svg)");
        }
    }
}
