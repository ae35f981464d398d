package io.credence.forecasting.model.bayesian.volatility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.random.Key;
import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.distribution.Interval;
import io.credence.forecasting.distribution.MixtureReturn;
import io.credence.forecasting.model.bayesian.volatility.BayesianVolatility.Options;
import io.credence.forecasting.model.univariate.Estimate;
import io.credence.forecasting.model.univariate.ReturnHistory;
import io.credence.forecasting.model.univariate.SimulatedReturns;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PooledVolatilityTest {

    private static final ConfidenceLevel LEVEL = new ConfidenceLevel(0.975);
    private static final ReturnHistory HISTORY = SimulatedReturns.gjr(900, 5);
    private static final PooledVolatilityFit FIT =
            PooledVolatility.withDefaults().fit(HISTORY);

    private static double valueAtRisk(PooledVolatilityFit fit, int horizon) {
        return fit.predictor().forecast(horizon).valueAtRisk(LEVEL);
    }

    @Test
    void aPooledForecastLiesBetweenItsMembers() {
        double news = BayesianVolatility.with(Options.of(Family.RANGE_GJR))
                .fit(HISTORY)
                .predictor()
                .forecast(1)
                .valueAtRisk(LEVEL);
        double averages = BayesianVolatility.with(Options.of(Family.SMOOTH_HAR))
                .fit(HISTORY)
                .predictor()
                .forecast(1)
                .valueAtRisk(LEVEL);
        double slack = 0.02 * Math.max(news, averages);
        assertThat(valueAtRisk(FIT, 1)).isBetween(Math.min(news, averages) - slack, Math.max(news, averages) + slack);
    }

    /** The members' disagreement is part of what is not known: the interval holds nearly all the way between their medians. */
    @Test
    void theIntervalIsWiderThanAMembers() {
        Interval pooled = FIT.predictor().forecast(1).valueAtRiskInterval(LEVEL, 0.9);
        assertThat(pooled.low()).isLessThan(valueAtRisk(FIT, 1));
        assertThat(pooled.high()).isGreaterThan(valueAtRisk(FIT, 1));
    }

    /** Within what another key changes. */
    @Test
    void pricesInOtherUnitsChangeNothing() {
        double own = valueAtRisk(FIT, 1);
        double spread = Math.abs(
                Math.log(valueAtRisk(PooledVolatility.withKey(Key.of(5)).fit(HISTORY), 1) / own));
        assertThat(spread).isBetween(1e-6, 0.03);
        for (double unit : new double[] {1e-6, 1e6}) {
            double[] returns =
                    Arrays.stream(HISTORY.returnsFrom(0)).map(r -> unit * r).toArray();
            double[] ranges =
                    Arrays.stream(HISTORY.ranges()).map(r -> unit * unit * r).toArray();
            PooledVolatilityFit scaled = PooledVolatility.withDefaults().fit(ReturnHistory.of(returns, ranges));
            assertThat(Math.log(valueAtRisk(scaled, 1) / unit / own))
                    .as("unit " + unit)
                    .isCloseTo(0, within(Math.max(spread, 0.002)));
        }
    }

    /** After Fridays all is half as wide. */
    private static ReturnHistory calendar() {
        double[] returns = HISTORY.returnsFrom(0);
        double[] ranges = HISTORY.ranges();
        int[] days = new int[returns.length];
        for (int t = 0; t < returns.length; t++) {
            days[t] = 1 + t % 5;
            if (t % 5 == 0) {
                returns[t] *= 0.5;
                ranges[t] *= 0.25;
            }
        }
        return ReturnHistory.of(returns, ranges).withWeekdays(days);
    }

    /** The history ends on a Friday. */
    @Test
    void aShortDayIsForecastAsOne() {
        PooledVolatilityFit fit = PooledVolatility.withDefaults().fit(calendar());
        PooledVolatilityPredictor predictor = fit.predictor();
        double friday = predictor.forecast(1).valueAtRisk(LEVEL);
        predictor.update(0.1, Double.NaN, 1);
        double monday = predictor.forecast(1).valueAtRisk(LEVEL);
        assertThat(Math.log(friday / monday)).isCloseTo(Math.log(0.5), within(0.25));
        // With the day left out it is taken to be the one that mostly follows.
        PooledVolatilityPredictor guessing = fit.predictor();
        guessing.update(0.1, Double.NaN);
        assertThat(guessing.forecast(1).valueAtRisk(LEVEL)).isEqualTo(monday);
    }

    /** One day in five at half the scale: 0.85 of the variance of a week without it. */
    @Test
    void aWeekHasItsShortDay() {
        double plain = valueAtRisk(FIT, 5);
        double shorter = valueAtRisk(PooledVolatility.withDefaults().fit(calendar()), 5);
        assertThat(shorter / plain).isBetween(0.85, 0.99);
    }

    @Test
    void estimatesBothMembers() {
        Estimate estimate = FIT.estimate();
        assertThat(estimate.parameters().stream().map(Estimate.Parameter::name).collect(Collectors.toSet()))
                .contains("beta", "delta", "daily'", "monthly'", "nu", "nu'");
        assertThat(estimate.converged()).isTrue();
    }

    @Test
    void aPredictorLeavesItsFitAlone() {
        double before = valueAtRisk(FIT, 1);
        FIT.predictor().update(-10, 50);
        assertThat(valueAtRisk(FIT, 1)).isEqualTo(before);
        assertThat(((MixtureReturn) FIT.predictor().forecast(1)).parts()).hasSize(100);
    }
}
