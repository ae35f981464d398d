package io.credence.bnn.network.moment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.credence.bnn.engine.Scalars;
import io.credence.bnn.engine.TensorEngine;
import io.credence.bnn.moments.DrawPropagation;
import io.credence.bnn.moments.Moments;
import io.credence.bnn.moments.RenewedPropagation;
import io.credence.bnn.moments.VariancePropagation;
import io.credence.bnn.random.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MomentNetworksTest {

    private static final int WINDOWS = 3;
    private static final int INPUTS = 3;
    private static final int OUTPUTS = 2;

    private NDManager manager;
    private ZigguratSampler gaussian;

    @BeforeEach
    void enter() {
        TensorEngine.enter(false);
        manager = NDManager.newBaseManager();
        gaussian = ZigguratSampler.NormalizedGaussian.of(Key.of(7).generator());
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray noise(NDManager owner, Shape shape) {
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) gaussian.sample();
        }
        return owner.create(values, shape);
    }

    private static Moments weights(NDManager owner, MomentNetwork network, double share) {
        return new Moments(
                owner.create(network.initial(Key.of(2))).toType(DataType.FLOAT32, false),
                owner.create(network.layout().variances(share)).toType(DataType.FLOAT32, false));
    }

    /** Moments over draws, in chunks that give their memory back. */
    private final class Drawn {

        private double[] sum = new double[0];
        private double[] squares = new double[0];
        private int count;
        private final List<float[]> all = new ArrayList<>();

        Drawn(MomentNetwork network, double share, NDArray windows, int chunks, boolean renewed) {
            this(network, weights(manager, network, share), windows, chunks, renewed);
        }

        Drawn(MomentNetwork network, Moments weights, NDArray windows, int chunks, boolean renewed) {
            for (int chunk = 0; chunk < chunks; chunk++) {
                try (NDManager own = NDManager.newBaseManager()) {
                    Moments mine = new Moments(
                            own.create(weights.mean().toFloatArray()),
                            own.create(weights.variance().toFloatArray()));
                    add(renewed ? renewed(own, network, mine, windows) : held(own, network, mine, windows));
                }
            }
        }

        private static final int CHUNK = 1000;

        private NDArray renewed(NDManager own, MomentNetwork network, Moments w, NDArray windows) {
            RenewedPropagation draws =
                    new RenewedPropagation(network.layout(), w.mean(), w.variance(), CHUNK, shape -> noise(own, shape));
            return network.forward(draws, draws.certain(own.create(windows.toFloatArray(), windows.getShape())));
        }

        private NDArray held(NDManager own, MomentNetwork network, Moments w, NDArray windows) {
            NDArray noise = noise(own, new Shape(CHUNK, network.layout().size()));
            DrawPropagation draws = new DrawPropagation(
                    network.layout(), noise.mul(w.variance().sqrt()).add(w.mean()));
            return network.forward(draws, draws.certain(own.create(windows.toFloatArray(), windows.getShape())));
        }

        /** The variance of a row's products with a window's outputs, as though those were independent. */
        double independent(int window, double[] row) {
            double[] variance = variance();
            return IntStream.range(0, row.length)
                    .mapToDouble(i -> row[i] * row[i] * variance[window * row.length + i])
                    .sum();
        }

        /** The same, as they are. */
        double together(int window, double[] row) {
            double first = 0;
            double second = 0;
            for (float[] values : all) {
                for (int draw = 0; draw < CHUNK; draw++) {
                    double product = 0;
                    for (int i = 0; i < row.length; i++) {
                        product += row[i] * values[draw * sum.length + window * row.length + i];
                    }
                    first += product / count;
                    second += product * product / count;
                }
            }
            return second - first * first;
        }

        private void add(NDArray drawn) {
            float[] values = drawn.toFloatArray();
            all.add(values);
            int width = values.length / CHUNK;
            sum = Arrays.copyOf(sum, width);
            squares = Arrays.copyOf(squares, width);
            for (int i = 0; i < values.length; i++) {
                sum[i % width] += values[i];
                squares[i % width] += (double) values[i] * values[i];
            }
            count += CHUNK;
        }

        double[] variance() {
            double[] variance = new double[sum.length];
            Arrays.setAll(variance, i -> squares[i] / count - Math.pow(sum[i] / count, 2));
            return variance;
        }
    }

    private static double worst(Moments found, double[] truth) {
        float[] v = found.variance().toFloatArray();
        double worst = 0;
        for (int i = 0; i < v.length; i++) {
            worst = Math.max(worst, Math.abs(v[i] / truth[i] - 1));
        }
        return worst;
    }

    private static double ratio(Moments found, double[] truth) {
        return found.variance().sum().getFloat() / Arrays.stream(truth).sum();
    }

    private NDArray windows(int steps) {
        return noise(manager, new Shape(WINDOWS, steps, INPUTS));
    }

    /** Each output of each window. */
    @ParameterizedTest
    @CsvSource({"lstm, 20, .02", "lstm, 60, .02", "gru, 20, .02", "lstm, 60, .1", "gru, 20, .1"})
    void recurrentOutputsUnderWeightsDrawnAtEachStep(String name, int steps, double share) {
        MomentNetwork network = MomentNetworks.catalogue().get(name).of(INPUTS, 8, OUTPUTS);
        NDArray windows = windows(steps);
        Moments found = MomentPass.renewed(network, weights(manager, network, share), windows)
                .moments();
        double[] truth = new Drawn(network, share, windows, 4, true).variance();
        assertThat(worst(found, truth)).isLessThan(0.2);
        assertThat(ratio(found, truth)).isBetween(0.9, 1.1);
    }

    /**
     * All outputs together; a single one errs by up to 31 %, in a network of eight channels by up to 34 %, and on either side. {@link
     * #variancesAloneCannotSayASingleDeepOutput} shows why.
     */
    @ParameterizedTest
    @CsvSource({"tcn, 40", "patch-transformer, 32"})
    void deepOutputsUnderWeightsDrawnAtEachStep(String name, int steps) {
        MomentNetwork network = MomentNetworks.catalogue().get(name).of(INPUTS, 32, 6);
        NDArray windows = windows(steps);
        Moments found = MomentPass.renewed(network, weights(manager, network, 0.05), windows)
                .moments();
        double[] truth = new Drawn(network, 0.05, windows, 2, true).variance();
        assertThat(ratio(found, truth)).isBetween(0.85, 1.15);
    }

    /**
     * Each output of each window, with the covariances of features and steps. In a transformer of eight features, whose heads have two, a single output errs by up
     * to 30 %: what is left is of second order.
     */
    @ParameterizedTest
    @CsvSource({
        "tcn, 32, 40",
        "patch-transformer, 32, 32",
        "tcn, 8, 40",
        "patch-transformer, 16, 32",
        "lstm, 8, 20",
        "gru, 8, 20"
    })
    void tracedVarianceIsThatOfEachOutput(String name, int width, int steps) {
        MomentNetwork network = MomentNetworks.catalogue().get(name).of(INPUTS, width, 6);
        NDArray windows = windows(steps);
        Moments found = MomentPass.traced(network, weights(manager, network, 0.05), windows)
                .moments();
        double[] truth = new Drawn(network, 0.05, windows, 4, true).variance();
        assertThat(worst(found, truth)).isLessThan(0.2);
    }

    /**
     * The transformer's last features have covariances, which the head adds up. Even with each feature's exact variance, outputs of independent features
     * err by more than a fifth: no pass that carries variances alone can do better.
     */
    @Test
    void variancesAloneCannotSayASingleDeepOutput() {
        int width = 32;
        int outputs = 6;
        double share = 0.05;
        MomentNetwork network =
                MomentNetworks.catalogue().get("patch-transformer").of(INPUTS, width, outputs);
        MomentNetwork features =
                MomentNetworks.catalogue().get("patch-transformer").of(INPUTS, width, width);
        NDArray windows = windows(32);
        Moments bare = certainHead(features, weights(manager, features, share), width);
        Drawn drawn = new Drawn(features, bare, windows, 2, true);
        double[] means = network.initial(Key.of(2));
        int head = means.length - outputs * (width + 1);
        double worst = 0;
        for (int window = 0; window < WINDOWS; window++) {
            for (int output = 0; output < outputs; output++) {
                double[] row = Arrays.copyOfRange(means, head + output * width, head + (output + 1) * width);
                worst = Math.max(worst, Math.abs(drawn.independent(window, row) / drawn.together(window, row) - 1));
            }
        }
        assertThat(worst).isGreaterThan(0.2);
    }

    /** The same network under a head that passes each feature on as it is. */
    private Moments certainHead(MomentNetwork network, Moments weights, int width) {
        float[] means = weights.mean().toFloatArray();
        float[] variances = weights.variance().toFloatArray();
        int head = network.layout().size() - width * (width + 1);
        Arrays.fill(means, head, means.length, 0);
        Arrays.fill(variances, head, variances.length, 1e-12f);
        for (int i = 0; i < width; i++) {
            means[head + i * width + i] = 1;
        }
        return new Moments(manager.create(means), manager.create(variances));
    }

    /**
     * Of the hidden state the renewed variance is 0.38 to 0.45 of the held one from 20 steps on, as published (0.36 to 0.43). Under an uncertain head, whose
     * own part is the same either way, it is {@link #heldWeightsVaryMoreThanRenewedOnes}. Inputs that stay alike (autocorrelation 0.9) make it 0.2 to 0.3.
     */
    @ParameterizedTest
    @CsvSource({"5, .45, .65", "20, .35, .5", "60, .35, .5"})
    void ofAHiddenStateHeldWeightsVaryTwiceAsMuch(int steps, double low, double high) {
        MomentNetwork network = new MomentLstm(INPUTS, 8, 8);
        NDArray windows = noise(manager, new Shape(4 * WINDOWS, steps, INPUTS));
        Moments weights = certainHead(network, weights(manager, network, 0.05), 8);
        Moments found = MomentPass.renewed(network, weights, windows).moments();
        assertThat(ratio(found, new Drawn(network, weights, windows, 4, false).variance()))
                .isBetween(low, high);
    }

    /** Held weights err alike at each step: the other variance, which one pass of variances understates. */
    @ParameterizedTest
    @CsvSource({"5, .72, .95", "20, .65, .85", "60, .7, .9"})
    void heldWeightsVaryMoreThanRenewedOnes(int steps, double low, double high) {
        MomentNetwork network = new MomentLstm(INPUTS, 8, OUTPUTS);
        NDArray windows = windows(steps);
        Moments found = MomentPass.renewed(network, weights(manager, network, 0.05), windows)
                .moments();
        double[] held = new Drawn(network, 0.05, windows, 4, false).variance();
        assertThat(ratio(found, held)).isBetween(low, high);
    }

    /** Weights of standard deviation 0.05 and less. */
    @ParameterizedTest
    @CsvSource({"lstm, 20", "lstm, 60", "gru, 20", "tcn, 40"})
    void linearisedPathIsThatOfHeldWeights(String name, int steps) {
        MomentNetwork network = MomentNetworks.catalogue().get(name).of(INPUTS, 8, OUTPUTS);
        NDArray windows = windows(steps);
        double share = 0.05 * 0.05 * INPUTS;
        Moments found = MomentPass.linearised(network, weights(manager, network, share), windows)
                .moments();
        double[] truth = new Drawn(network, share, windows, 5, false).variance();
        assertThat(worst(found, truth)).isLessThan(0.15);
    }

    /** From an uncertain state with a known input, both of the next. */
    @ParameterizedTest
    @CsvSource({"0.05", "0.2", "0.4"})
    void oneStepOfAnLstm(double sd) {
        MomentLstm network = new MomentLstm(INPUTS, 8, 1);
        Moments weights = weights(manager, network, 0.1);
        Moments h = state(sd);
        Moments c = state(2 * sd);
        NDArray x = noise(manager, new Shape(2, INPUTS));
        VariancePropagation moments = new VariancePropagation(network.layout(), weights.mean(), weights.variance());
        MomentLstm.State<Moments> found = network.step(moments, moments.certain(x), new MomentLstm.State<>(h, c));
        DrawPropagation draws = new DrawPropagation(network.layout(), drawn(weights));
        MomentLstm.State<NDArray> truth =
                network.step(draws, draws.certain(x), new MomentLstm.State<>(drawn(h), drawn(c)));
        assertThat(worst(found.cell(), variance(truth.cell()))).isLessThan(0.15);
        assertThat(worst(found.output(), variance(truth.output()))).isLessThan(0.15);
    }

    @ParameterizedTest
    @CsvSource({"0.05", "0.2", "0.4"})
    void oneStepOfAGru(double sd) {
        MomentGru network = new MomentGru(INPUTS, 8, 1);
        Moments weights = weights(manager, network, 0.1);
        Moments h = state(sd);
        NDArray x = noise(manager, new Shape(2, INPUTS));
        VariancePropagation moments = new VariancePropagation(network.layout(), weights.mean(), weights.variance());
        Moments found = network.step(moments, moments.certain(x), h);
        DrawPropagation draws = new DrawPropagation(network.layout(), drawn(weights));
        assertThat(worst(found, variance(network.step(draws, draws.certain(x), drawn(h)))))
                .isLessThan(0.15);
    }

    private Moments state(double sd) {
        NDArray mean = Scalars.times(noise(manager, new Shape(2, 8)), 0.5);
        return new Moments(mean, Scalars.times(mean.onesLike(), sd * sd));
    }

    private NDArray drawn(Moments x) {
        NDArray noise = noise(manager, new Shape(10_000).addAll(x.mean().getShape()));
        return noise.mul(x.variance().sqrt()).add(x.mean());
    }

    private static double[] variance(NDArray drawn) {
        NDArray mean = drawn.mean(new int[] {0}, true);
        float[] variance = drawn.sub(mean).square().mean(new int[] {0}).toFloatArray();
        double[] doubles = new double[variance.length];
        Arrays.setAll(doubles, i -> variance[i]);
        return doubles;
    }

    @Test
    void refusesWindowsThatAreTooShort() {
        MomentNetwork transformer =
                MomentNetworks.catalogue().get("patch-transformer").of(INPUTS, 8, 1);
        assertThatThrownBy(() -> MomentPass.renewed(transformer, weights(manager, transformer, 0.1), windows(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 steps; it needs at least 4");
        MomentNetwork lstm = new MomentLstm(INPUTS, 8, 1);
        assertThatThrownBy(() -> MomentPass.renewed(lstm, weights(manager, lstm, 0.1), windows(0)))
                .hasMessageContaining("an LSTM has 0 steps; it needs at least 1");
    }

    @Test
    void refusesAVarianceThatOverflows() {
        MomentNetwork lstm = new MomentTcn(INPUTS, 8, 3, 1);
        assertThatThrownBy(() -> MomentPass.renewed(lstm, weights(manager, lstm, 1e12), windows(5)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("of the outputs lies between");
    }
}
