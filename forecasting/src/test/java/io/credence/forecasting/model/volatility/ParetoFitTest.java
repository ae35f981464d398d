package io.credence.forecasting.model.volatility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.distribution.ParetoTail;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ParetoFitTest {

    /** The sample is its law's own quantiles, so that the estimate is near the truth. */
    @Test
    void findsTheParametersOfItsOwnQuantiles() {
        ParetoTail tail = ParetoFit.tail(quantiles(0.25, 0.7));
        assertThat(tail.shape()).isCloseTo(0.25, within(0.01));
        assertThat(tail.scale()).isCloseTo(0.7, within(0.01));
    }

    @Test
    void anExponentialTailIsTheLowerBound() {
        double[] excesses = new double[2000];
        Arrays.setAll(excesses, i -> -0.5 * Math.log((i + 0.5) / 2000));
        ParetoTail tail = ParetoFit.tail(excesses);
        assertThat(tail.shape()).isLessThan(0.01);
        assertThat(tail.scale()).isCloseTo(0.5, within(0.01));
    }

    @Test
    void gradientsEqualCentralDifferences() {
        double[] excesses = quantiles(0.3, 1);
        for (double shape : new double[] {0.01, 0.2, 0.4}) {
            double[] x = {0.1, shape};
            double[] gradient = new double[2];
            ParetoFit.loss(excesses, 1, x, gradient);
            for (int i = 0; i < 2; i++) {
                double[] up = x.clone();
                double[] down = x.clone();
                up[i] += 1e-6;
                down[i] -= 1e-6;
                double[] ignored = new double[2];
                double difference =
                        ParetoFit.loss(excesses, 1, up, ignored) - ParetoFit.loss(excesses, 1, down, ignored);
                assertThat(gradient[i]).isCloseTo(difference / 2e-6, within(1e-6));
            }
        }
    }

    private static double[] quantiles(double shape, double scale) {
        double[] excesses = new double[2000];
        Arrays.setAll(excesses, i -> scale * (Math.pow((i + 0.5) / 2000, -shape) - 1) / shape);
        return excesses;
    }
}
