package io.credence.forecasting.model.bayesian.stochastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.model.univariate.Estimate;
import io.credence.forecasting.model.univariate.ReturnHistory;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StochasticVolatilityTest {

    private static final StochasticParameters TRUTH = new StochasticParameters(-0.5, 0.97, 0.9, 8, 0.05);

    /** A chi-squared of whole degrees makes the t; the price has no grid, so that a zero is always a stale one. */
    private static ReturnHistory simulated(StochasticParameters truth, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] returns = new double[count];
        double x = random.nextGaussian();
        for (int t = 0; t < count; t++) {
            double square = IntStream.range(0, (int) truth.freedom())
                    .mapToDouble(i -> random.nextGaussian())
                    .map(z -> z * z)
                    .sum();
            double shock = random.nextGaussian() / Math.sqrt(square / truth.freedom());
            returns[t] = random.nextDouble() < truth.stale() ? 0 : truth.scale(x) * shock;
            x = truth.persistence() * x
                    + Math.sqrt(1 - truth.persistence() * truth.persistence()) * random.nextGaussian();
        }
        return ReturnHistory.of(returns);
    }

    @Test
    void recoversWhatItWasSimulatedFrom() {
        StochasticVolatilityFit fit = StochasticVolatility.withDefaults().fit(simulated(TRUTH, 3000, 4));
        double[] truth = TRUTH.toArray();
        List<Estimate.Parameter> found = fit.estimate().parameters();
        for (int i = 0; i < truth.length; i++) {
            Estimate.Parameter each = found.get(i);
            assertThat(each.value())
                    .as(each.name() + " with deviation " + each.standardError())
                    .isCloseTo(truth[i], within(3 * each.standardError()));
        }
        assertThat(fit.effectiveSampleSize()).isGreaterThan(40);
        // A state is known better than its long-run law, and the stale share as well as 3,000 coin flips tell.
        assertThat(found.getLast().standardError()).isCloseTo(Math.sqrt(0.05 * 0.95 / 3000), within(0.0015));
    }

    /** The variance of a sum is that of its parts, each known in closed form from the state's law now. */
    @Test
    void pathsHaveTheVarianceOfTheModel() {
        VolatilityFilter filter = TRUTH.filter(25, 1e-9);
        ReturnHistory history = simulated(TRUTH, 300, 9);
        IntStream.range(0, 300).forEach(t -> filter.update(history.returnAt(t)));
        double[][] paths = new StochasticVolatilityPredictor(
                        new StochasticParameters[] {TRUTH}, new VolatilityFilter[] {filter})
                .paths(20);
        double expected = 0;
        for (int step = 0; step < 20; step++) {
            expected += variance(filter.law(), step);
            double found = Arrays.stream(paths[step]).map(r -> r * r).average().orElseThrow();
            assertThat(found / expected).as("step " + step).isBetween(0.88, 1.12);
            assertThat(Arrays.stream(paths[step]).sum()).isCloseTo(0, within(1e-6));
        }
    }

    private static double variance(double[] law, int step) {
        double kept = Math.pow(TRUTH.persistence(), step);
        double s = TRUTH.deviation();
        double[] x = VolatilityFilter.states(law.length);
        double sum = 0;
        for (int i = 0; i < law.length; i++) {
            sum += law[i] * Math.exp(TRUTH.level() + s * kept * x[i] + s * s * (1 - kept * kept) / 2);
        }
        return 0.95 * sum * 8 / 6;
    }

    @Test
    void theStateFollowsTheData() {
        ReturnHistory history = simulated(TRUTH, 600, 2);
        StochasticVolatilityPredictor calm =
                StochasticVolatility.withDefaults().fit(history).predictor();
        StochasticVolatilityPredictor wild =
                StochasticVolatility.withDefaults().fit(history).predictor();
        ConfidenceLevel level = new ConfidenceLevel(0.95);
        assertThat(calm.forecast(5).valueAtRisk(level))
                .isEqualTo(wild.forecast(5).valueAtRisk(level));
        for (int i = 0; i < 10; i++) {
            calm.update(0.1, Double.NaN);
            wild.update(4, Double.NaN);
        }
        assertThat(wild.forecast(5).valueAtRisk(level))
                .isGreaterThan(2 * calm.forecast(5).valueAtRisk(level));
        assertThat(calm.effectiveSampleSize()).isBetween(1.0, 60.0);
    }

    /** Four long members tell the fifth, of 250 returns, what it cannot know by itself. */
    @Test
    void aShortSeriesLeansOnItsPanel() {
        List<ReturnHistory> panel = IntStream.range(0, 5)
                .mapToObj(i -> simulated(TRUTH, i < 4 ? 1500 : 250, 20 + i))
                .toList();
        StochasticVolatility model = StochasticVolatility.withDefaults();
        List<StochasticVolatilityFit> pooled = model.fitPanel(panel);
        Estimate.Parameter alone = model.fit(panel.getLast()).estimate().parameter("deviation");
        Estimate.Parameter together = pooled.getLast().estimate().parameter("deviation");
        assertThat(together.standardError()).isLessThan(0.7 * alone.standardError());
        assertThat(together.value()).isCloseTo(0.9, within(0.3));
    }

    @Test
    void aShortOrConstantHistoryIsRefused() {
        StochasticVolatility model = StochasticVolatility.withDefaults();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.fit(ReturnHistory.of(new double[100])))
                .withMessageContaining("needs at least 250");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.fit(ReturnHistory.of(new double[300])))
                .withMessageContaining("all 300 returns are zero");
    }
}
