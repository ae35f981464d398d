package io.credence.bnn.likelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.credence.bnn.engine.TensorEngine;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HurdleStudentTLikelihoodTest extends HurdleFixture {

    private static final Baseline BASELINE = new Baseline(0.1, 2, -0.5, 0.3, 0.2);

    @ParameterizedTest
    @CsvSource({
        "0.7, -1, 0.2, 0.1, 1.5",
        "-3, 0.4, 0, -0.3, 4",
        "0, -1, 0.2, 0.1, 1.5",
        "0, 30, 0, 0, 0",
        "50, -30, 0, -3, -8",
        "1e-4, 2, 0, -20, 60"
    })
    void isTheDensityInPlainArithmetic(double y, double logit, double location, double logScale, double rawDf) {
        double actual = logLikelihood(y, new float[] {(float) logit, (float) location, (float) logScale}, rawDf);
        double expected = plain(y, logit, location, logScale, rawDf);
        assertThat(actual).isCloseTo(expected, within(3e-5 * (1 + Math.abs(expected))));
    }

    /** Degrees of freedom of groups of rows give, and learn, what a copy for each row would. */
    @Test
    void groupsOfRowsShareDegreesOfFreedom() {
        NDArray outputs = manager.create(new float[] {-1, 0.2f, 0.1f, 0.4f, 0, -0.3f, 1, 0.1f, 0, -2, 0.3f, 0.2f});
        float[][] shared = withGradient(new float[] {1.5f, 4}, outputs);
        float[][] copied = withGradient(new float[] {1.5f, 1.5f, 4, 4}, outputs);
        assertThat(shared[0]).containsExactly(copied[0]);
        assertThat(shared[1][0]).isCloseTo(copied[1][0] + copied[1][1], within(1e-6f));
        assertThat(shared[1][1]).isCloseTo(copied[1][2] + copied[1][3], within(1e-6f));
    }

    /** The log likelihoods of four rows, and the gradient of their sum. */
    private float[][] withGradient(float[] rawDf, NDArray outputs) {
        TensorEngine.enter(true);
        NDArray raw = manager.create(rawDf, new Shape(rawDf.length, 1));
        raw.setRequiresGradient(true);
        NDArray logs = HurdleStudentTLikelihood.logLikelihood(outputs.reshape(4, 3), raw, targets(0.7, BASELINE, 4));
        NDArray sum = logs.sum();
        JniUtils.backward((PtNDArray) sum, (PtNDArray) manager.ones(sum.getShape()), false, false);
        TensorEngine.enter(false);
        return new float[][] {logs.toFloatArray(), raw.getGradient().toFloatArray()};
    }

    /** The backward pass against central differences of the density in plain arithmetic. */
    @ParameterizedTest
    @CsvSource({"0.7, -1, 0.2, 0.1, 1.5", "0, 0.4, 0.1, 0, 2", "-3, 0.4, 0, -0.3, 4", "9, 0, 0, -1, -1"})
    void gradientsAreThoseOfFiniteDifferences(double y, double a, double m, double s, double r) {
        TensorEngine.enter(true);
        NDArray inputs = manager.create(new float[] {(float) a, (float) m, (float) s, (float) r});
        inputs.setRequiresGradient(true);
        NDList parts = inputs.split(new long[] {3});
        NDArray outputs = parts.get(0).reshape(1, 3);
        NDArray loss = HurdleStudentTLikelihood.logLikelihood(
                        outputs, parts.get(1).reshape(1, 1), targets(y, BASELINE, 1))
                .sum();
        JniUtils.backward((PtNDArray) loss, (PtNDArray) manager.ones(loss.getShape()), false, false);
        float[] gradient = inputs.getGradient().toFloatArray();
        TensorEngine.enter(false);
        double h = 1e-5;
        double[] differences = {
            plain(y, a + h, m, s, r) - plain(y, a - h, m, s, r),
            plain(y, a, m + h, s, r) - plain(y, a, m - h, s, r),
            plain(y, a, m, s + h, r) - plain(y, a, m, s - h, r),
            plain(y, a, m, s, r + h) - plain(y, a, m, s, r - h)
        };
        for (int i = 0; i < 4; i++) {
            double expected = differences[i] / (2 * h);
            assertThat((double) gradient[i])
                    .as("input %d", i)
                    .isCloseTo(expected, within(2e-4 * (1 + Math.abs(expected))));
        }
    }

    @Test
    void aMissingTargetCountsNothing() {
        float[] planes = new float[TargetTensors.PLANES];
        planes[7] = 1;
        assertThat(logLikelihood(planes, new float[] {80, 1e6f, 40}, 3)).isZero();
    }

    @Test
    void staysFiniteFarOut() {
        for (float extreme : new float[] {-60, 60}) {
            assertThat(logLikelihood(1e-3, new float[] {extreme, extreme, extreme / 4}, extreme))
                    .isFinite();
        }
    }

    @Test
    void aBaselineRefusesWhatHasNoMeaning() {
        assertThatThrownBy(() -> new Baseline(0, 1, Double.NEGATIVE_INFINITY, 0, 0))
                .hasMessageContaining("Maybe a volatility was 0");
        assertThatThrownBy(() -> new Baseline(0, 1, 0, 0, -0.1)).hasMessageContaining("-0.1");
        assertThatThrownBy(() -> new Baseline(0, Double.NaN, 0, 0, 0)).hasMessageContaining("NaN");
    }

    private double logLikelihood(double y, float[] outputs, double rawDf) {
        return logLikelihood(planes(y, BASELINE), outputs, rawDf);
    }

    private double logLikelihood(float[] planes, float[] outputs, double rawDf) {
        NDArray raw = manager.create(new float[] {(float) rawDf}, new Shape(1, 1));
        return HurdleStudentTLikelihood.logLikelihood(
                        manager.create(outputs, new Shape(1, 3)), raw, TargetTensors.of(manager, planes, 1, 1))
                .getFloat();
    }

    private static double plain(double y, double logit, double location, double logScale, double rawDf) {
        double a = logit + BASELINE.logit();
        if (y == 0) {
            return -Math.log1p(Math.exp(-a));
        }
        double scale = Math.hypot(BASELINE.floor(), Math.exp(logScale + BASELINE.logScale()));
        double df = 2.1 + (rawDf > 30 ? rawDf : Math.log1p(Math.exp(rawDf)));
        double z = (y - BASELINE.location() - BASELINE.locationScale() * location) / scale;
        double off = a > 0 ? -a - Math.log1p(Math.exp(-a)) : -Math.log1p(Math.exp(a));
        return off + TDistribution.of(df).logDensity(z) - Math.log(scale);
    }
}
