package io.credence.bnn.bench.posteriors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.credence.bnn.diagnostics.Convergence;
import io.credence.bnn.inference.mcmc.ChainOptions;
import io.credence.bnn.inference.mcmc.Nuts;
import io.credence.bnn.random.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ReferencePosteriorTest {

    static Stream<String> names() {
        return ReferencePosterior.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void gradientsEqualFiniteDifferences(String name) throws IOException {
        PosteriorModel model = read(name).model();
        double[] point = new double[model.dimension()];
        for (int j = 0; j < point.length; j++) {
            point[j] = 0.3 + 0.1 * j;
        }
        double[] gradient = new double[point.length];
        model.evaluate(point, gradient);
        for (int j = 0; j < point.length; j++) {
            assertThat(slope(model, point, j)).isCloseTo(gradient[j], within(1e-5 * (1 + Math.abs(gradient[j]))));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void nutsRecoversTheReferenceDraws(String name) throws IOException {
        ChainOptions chains = ChainOptions.withDefaults().withAcceptance(0.95).withMetric(ChainOptions.Shape.DENSE);
        Nuts.Options options = Nuts.Options.withDefaults().withChains(chains);
        Recovery recovery = Recovery.of(read(name), options, 1_500, Key.of(1));
        assertThat(recovery.rHat()).isLessThan(1.01);
        assertThat(recovery.bulkEss()).isGreaterThan(400);
        assertThat(recovery.tailEss()).isGreaterThan(400);
        assertThat(recovery.largestZ()).isLessThan(3);
        assertThat(recovery.divergences()).isLessThan(6);
    }

    /** The means and their Monte Carlo errors that posteriordb states, computed there by the R package posterior. */
    @ParameterizedTest
    @MethodSource("names")
    void referenceDrawsHaveTheStatedMeansAndErrors(String name) throws IOException {
        ReferencePosterior reference = read(name);
        JsonObject stated = JsonParser.parseString(
                        Files.readString(folder().resolve(name).resolve("mean_value.json")))
                .getAsJsonObject();
        List<JsonElement> names = stated.getAsJsonArray("names").asList();
        for (int j = 0; j < names.size(); j++) {
            int index = reference.names().indexOf(names.get(j).getAsString());
            Convergence ours = Convergence.of(reference.draws()[index]);
            double error = at(stated, "mcse_mean", j);
            assertThat(ours.mean()).isCloseTo(at(stated, "mean_value", j), within(1e-6 * (1 + Math.abs(ours.mean()))));
            assertThat(ours.mcse()).isCloseTo(error, within(0.03 * error));
        }
    }

    /**
     * Diagnostics of arK's reference draws as posteriordb states them in {@code draws/info/arK-arK.info.json}, by the R package
     * posterior 0.0.1.
     */
    @Test
    void diagnosticsOfReferenceDrawsAreThePublishedOnes() throws IOException {
        double[] rHat = {
            1.00042867207708,
            1.00013077421827,
            1.0001531245068,
            1.00030580200083,
            0.999978736887515,
            1.00049300961812,
            1.00093254032072
        };
        double[] bulk = {
            10166.0314928274,
            9543.57486068468,
            9239.79800692367,
            10178.820216851,
            10146.820975134,
            9975.1081080794,
            9540.25429549401
        };
        double[] tail = {
            10109.6729388315,
            9748.86094566143,
            9554.02279123835,
            9911.9893552555,
            10003.5975300601,
            9835.84365137293,
            9295.11154307874
        };
        ReferencePosterior reference = read("arK-arK");
        for (int j = 0; j < rHat.length; j++) {
            Convergence ours = Convergence.of(reference.draws()[j]);
            assertThat(ours.rHat()).isCloseTo(rHat[j], within(1e-5));
            assertThat(ours.bulkEss()).isCloseTo(bulk[j], within(1e-3 * bulk[j]));
            assertThat(ours.tailEss()).isCloseTo(tail[j], within(1e-3 * tail[j]));
        }
    }

    private static double at(JsonObject object, String key, int index) {
        JsonArray array = object.getAsJsonArray(key);
        return array.get(index).getAsDouble();
    }

    private static double slope(PosteriorModel model, double[] point, int j) {
        double[] unused = new double[point.length];
        double[] up = point.clone();
        double[] down = point.clone();
        up[j] += 1e-6;
        down[j] -= 1e-6;
        return (model.evaluate(up, unused) - model.evaluate(down, unused)) / 2e-6;
    }

    private static ReferencePosterior read(String name) throws IOException {
        assumeTrue(
                Files.isDirectory(folder()), () -> "no data at " + folder() + "; set CREDENCE_DATA to run this test");
        return ReferencePosterior.read(folder(), name);
    }

    private static Path folder() {
        String data = System.getenv("CREDENCE_DATA");
        Path root = data == null
                ? Path.of(System.getProperty("credence.home", "../../.."), "../shared/data")
                : Path.of(data);
        return root.resolve("posteriors");
    }
}
