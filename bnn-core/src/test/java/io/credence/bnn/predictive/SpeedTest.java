package io.credence.bnn.predictive;

import static org.assertj.core.api.Assertions.assertThat;

import io.credence.bnn.distribution.Gaussian;
import java.lang.management.ManagementFactory;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Budgets of serving, in processor time of this thread, so that other load on the machine counts little; best of several rounds. */
class SpeedTest {

    private static final int ROUNDS = 20;
    private static final int FORECASTS = 1000;

    @Test
    void oneForecastTakesUnder50Microseconds() {
        assertThat(bestMicros(SpeedTest::forecast)).isLessThan(50);
    }

    @Test
    void oneScoreTakesUnder40Microseconds() {
        assertThat(bestMicros(
                        value -> value.crps(0.05) + value.cdf(0.05) + value.cdfBelow(0.05) + value.logDensity(0.05)))
                .isLessThan(40);
    }

    /** Three quantiles and tail means with their intervals, five more quantiles, the moments. */
    private static double forecast(HurdleStudentT value) {
        double sum = value.mean() + value.aleatoricVariance() + value.epistemicVariance();
        for (double p : new double[] {0.01, 0.025, 0.05}) {
            sum += value.quantile(p)
                    + value.tailMean(p)
                    + value.quantileInterval(p, 0.9).low()
                    + value.tailMeanInterval(p, 0.9).low();
        }
        for (double p : new double[] {0.1, 0.25, 0.5, 0.75, 0.95}) {
            sum += value.quantile(p);
        }
        return sum;
    }

    private static double bestMicros(ToDoubleFunction<HurdleStudentT> work) {
        HurdleStudentT like = Predictives.typical();
        double best = Double.POSITIVE_INFINITY;
        double sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            for (int i = 0; i < FORECASTS; i++) {
                Gaussian logScale = new Gaussian(-2.5 + 1e-4 * i, 0.06);
                sum += work.applyAsDouble(
                        HurdleStudentT.of(like.logit(), like.location(), logScale, like.rawDf(), 0.02));
            }
            long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
            best = Math.min(best, took / 1e3 / FORECASTS);
        }
        assertThat(sum).isFinite();
        return best;
    }
}
