package io.credence.bnn.moments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.credence.bnn.engine.TensorEngine;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.Erfc;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the trapezoid rule in doubles on 20,001 points, whose error is nothing here. */
final class ActivationTest {

    private static final double[] MEANS = {-2, -1, -0.3, 0, 0.5, 1, 2};

    private NDManager manager;

    @BeforeEach
    void enter() {
        TensorEngine.enter(false);
        manager = NDManager.newBaseManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @CsvSource({
        "RELU, 0.01, 1e-4", "RELU, 0.3, 1e-3", "RELU, 1, 1e-4", "RELU, 3, 1e-4",
        "PROBIT, 0.01, 1e-4", "PROBIT, 0.3, 1e-4", "PROBIT, 1, 1e-4", "PROBIT, 3, 1e-4",
        "SIGMOID, 0.01, 1e-3", "SIGMOID, 0.3, 1e-3", "SIGMOID, 1, 1e-3", "SIGMOID, 2, 0.01",
        "TANH, 0.01, 1e-3", "TANH, 0.3, 1e-3", "TANH, 0.7, 0.01", "TANH, 1, 0.05"
    })
    void varianceErrsByAtMost(Activation activation, double sd, double bound) {
        assertThat(worst(activation, sd, false)).isLessThan(bound);
    }

    /** Where the paper's first-order form leaves 10 %, by the argument's standard deviation. */
    @ParameterizedTest
    @CsvSource({"SIGMOID, 0.05, 0.01", "TANH, 0.05, 0.03", "PROBIT, 0.05, 0.02"})
    void firstOrderIsGoodForSmallDeviations(Activation activation, double sd, double bound) {
        assertThat(worst(activation, sd, true)).isLessThan(bound);
    }

    @ParameterizedTest
    @CsvSource({"SIGMOID, 0.7", "TANH, 0.35", "RELU, 0.35"})
    void firstOrderErrsOverTenPercentBeyond(Activation activation, double sd) {
        assertThat(worst(activation, sd, true)).isGreaterThan(0.1);
        assertThat(worst(activation, sd, false)).isLessThan(0.01);
    }

    @ParameterizedTest
    @CsvSource({"RELU", "PROBIT", "SIGMOID", "TANH"})
    void slopesAndCurvaturesAreExpectations(Activation activation) {
        for (double mean : MEANS) {
            Moments x = gaussian(mean, 0.6);
            DoubleUnaryOperator f = function(activation);
            double slope = integral(z -> f.applyAsDouble(mean + 0.6 * z) * z) / 0.6;
            double curvature = integral(z -> f.applyAsDouble(mean + 0.6 * z) * (z * z - 1)) / 0.36;
            assertThat(number(activation.expectedSlope(x))).isCloseTo(slope, within(2e-3));
            assertThat(number(activation.expectedCurvature(x))).isCloseTo(curvature, within(4e-3));
        }
    }

    @Test
    void aRectifiedValueFarFromItsKinkIsItself() {
        Moments far = Activation.RELU.moments(gaussian(100, 0.01));
        assertThat(number(far.mean())).isCloseTo(100, within(1e-4));
        assertThat(number(far.variance())).isCloseTo(1e-4, within(1e-9));
        Moments under = Activation.RELU.moments(gaussian(-100, 0.01));
        assertThat(number(under.mean())).isZero();
        assertThat(number(under.variance())).isZero();
    }

    @ParameterizedTest
    @CsvSource({"RELU", "PROBIT", "SIGMOID", "TANH"})
    void whatIsKnownStaysKnown(Activation activation) {
        Moments known = activation.moments(Moments.certain(manager.create(new float[] {-1, 0, 2})));
        assertThat(known.variance().max().getFloat()).isLessThan(1e-10f);
        assertThat(MonteCarlo.doubles(known.mean().sub(activation.value(manager.create(new float[] {-1, 0, 2})))))
                .containsExactly(new double[] {0, 0, 0}, within(1e-6));
    }

    private double worst(Activation activation, double sd, boolean taylor) {
        double worst = 0;
        for (double mean : MEANS) {
            if (activation == Activation.RELU && mean < -4 * sd) {
                continue; // nothing comes through
            }
            DoubleUnaryOperator f = function(activation);
            double expected = integral(z -> f.applyAsDouble(mean + sd * z));
            double variance = integral(z -> Math.pow(f.applyAsDouble(mean + sd * z) - expected, 2));
            Moments x = gaussian(mean, sd);
            Moments found = taylor ? activation.taylor(x) : activation.moments(x);
            worst = Math.max(worst, Math.abs(number(found.variance()) / variance - 1));
        }
        return worst;
    }

    private static DoubleUnaryOperator function(Activation activation) {
        return switch (activation) {
            case RELU -> x -> Math.max(0, x);
            case PROBIT -> x -> 0.5 * Erfc.value(-x / Math.sqrt(2));
            case SIGMOID -> x -> 1 / (1 + Math.exp(-x));
            case TANH -> Math::tanh;
        };
    }

    /** E f(Z). */
    private static double integral(DoubleUnaryOperator f) {
        double sum = 0;
        for (int i = -10_000; i <= 10_000; i++) {
            double z = i * 1e-3;
            sum += f.applyAsDouble(z) * Math.exp(-0.5 * z * z);
        }
        return sum * 1e-3 / Math.sqrt(2 * Math.PI);
    }

    private Moments gaussian(double mean, double sd) {
        return new Moments(manager.create(new float[] {(float) mean}), manager.create(new float[] {(float) (sd * sd)}));
    }

    private static double number(NDArray single) {
        return single.getFloat(0);
    }
}
