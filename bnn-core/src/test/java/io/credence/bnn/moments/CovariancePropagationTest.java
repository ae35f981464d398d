package io.credence.bnn.moments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.credence.bnn.engine.TensorEngine;
import io.credence.bnn.moments.Layout.Layer;
import io.credence.bnn.random.Key;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two hidden layers against 100,000 draws of all weights. */
final class CovariancePropagationTest {

    private static final int DRAWS = 100_000;
    private static final Layout LAYOUT = Layout.of(new Layer("a", 8, 4), new Layer("b", 8, 8), new Layer("c", 2, 8));

    private static <T> T network(Propagation<T> through, NDArray x, Activation activation) {
        T first = through.activate(through.linear(through.certain(x), "a"), activation);
        T second = through.activate(through.linear(first, "b"), activation);
        return through.linear(second, "c");
    }

    @ParameterizedTest
    @EnumSource
    void momentsOfASmallNetwork(Activation activation) {
        TensorEngine.enter(false);
        try (NDManager manager = NDManager.newBaseManager()) {
            MonteCarlo random = new MonteCarlo(manager, Key.of(3));
            NDArray x = random.gaussian(new Shape(3, 4));
            Moments weights = new Moments(
                    manager.create(LAYOUT.initial(Key.of(4))).toType(DataType.FLOAT32, false),
                    manager.create(LAYOUT.variances(0.3)).toType(DataType.FLOAT32, false));
            NDArray drawn = network(new DrawPropagation(LAYOUT, random.draws(weights, DRAWS)), x, activation);
            Moments truth = MonteCarlo.moments(drawn);
            CovarianceMoments full =
                    network(new CovariancePropagation(LAYOUT, weights.mean(), weights.variance()), x, activation);
            assertThat(MonteCarlo.worstVariance(full.moments(), truth)).isLessThan(0.05);
            assertThat(MonteCarlo.worstMean(full.moments(), truth)).isLessThan(0.05);
            assertThat(correlationError(full, drawn, truth)).isLessThan(0.05);
            Moments alone = network(new VariancePropagation(LAYOUT, weights.mean(), weights.variance()), x, activation);
            // variances alone leave out that a layer's units share their input: 29 % at worst, with tanh
            assertThat(MonteCarlo.worstVariance(alone, truth)).isLessThan(0.3);
        }
    }

    /** The largest, over rows, of the two outputs' correlation. */
    private static double correlationError(CovarianceMoments full, NDArray drawn, Moments truth) {
        NDArray centred = drawn.sub(truth.mean().expandDims(0));
        double[] covariance = MonteCarlo.doubles(
                centred.get(":, :, 0").mul(centred.get(":, :, 1")).mean(new int[] {0}));
        double[] found = MonteCarlo.doubles(full.covariance());
        double[] v = MonteCarlo.doubles(truth.variance());
        double worst = 0;
        for (int row = 0; row < covariance.length; row++) {
            double sds = Math.sqrt(v[2 * row] * v[2 * row + 1]);
            worst = Math.max(worst, Math.abs(found[4 * row + 1] - covariance[row]) / sds);
        }
        return worst;
    }

    @Test
    void refusesACovarianceOfAnotherShape() {
        TensorEngine.enter(false);
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray mean = manager.ones(new Shape(2, 3));
            assertThatThrownBy(() -> new CovarianceMoments(mean, mean)).hasMessageContaining("must be (2, 3, 3)");
        }
    }
}
