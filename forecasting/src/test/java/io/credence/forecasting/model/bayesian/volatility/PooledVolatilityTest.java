package io.credence.forecasting.model.bayesian.volatility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.random.Key;
import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.distribution.Interval;
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
    }

    /** The same returns with as many days between them on which the price stands still. */
    private static ReturnHistory stale() {
        double[] returns = new double[2 * HISTORY.size()];
        double[] ranges = new double[returns.length];
        for (int t = 0; t < HISTORY.size(); t++) {
            returns[2 * t] = HISTORY.returnAt(t);
            ranges[2 * t] = HISTORY.rangeAt(t);
        }
        return ReturnHistory.of(returns, ranges);
    }

    /** Half of the days have no return: what is left is the law of a price that moves, as if they had not been. */
    @Test
    void pricesThatStandStillHaveAHurdle() {
        ForecastDistribution forecast =
                PooledVolatility.withDefaults().fit(stale()).predictor().forecast(1);
        ForecastDistribution moved = FIT.predictor().forecast(1);
        double unchanged = 900.5 / 1801;
        for (double y : new double[] {-3, -1e-9, 0, 1.5}) {
            double expected = (1 - unchanged) * moved.cdf(y) + (y >= 0 ? unchanged : 0);
            assertThat(forecast.cdf(y)).isCloseTo(expected, within(1e-12));
        }
        assertThat(forecast.valueAtRisk(LEVEL))
                .isCloseTo(moved.valueAtRisk(new ConfidenceLevel(1 - 0.025 / (1 - unchanged))), within(1e-9));
    }

    @Test
    void aDayWithoutAReturnMovesOnlyTheHurdle() {
        PooledVolatilityPredictor predictor =
                PooledVolatility.withDefaults().fit(stale()).predictor();
        ForecastDistribution before = predictor.forecast(1);
        predictor.update(0, 0);
        ForecastDistribution after = predictor.forecast(1);
        assertThat(after.cdf(0) - after.cdfBelow(0)).isCloseTo(901.5 / 1802, within(1e-12));
        assertThat(after.cdf(-1) / (1 - 901.5 / 1802)).isCloseTo(before.cdf(-1) / (1 - 900.5 / 1801), within(1e-12));
        predictor.update(-5, 20);
        assertThat(predictor.forecast(1).variance()).isGreaterThan(before.variance());
    }

    /** Ten days of which about five move: half the variance of ten that do, and paths that are the same at each call. */
    @Test
    void aLongerHorizonHasItsStaleDays() {
        PooledVolatilityFit fit = PooledVolatility.withDefaults().fit(stale());
        double ratio = fit.predictor().forecast(10).variance()
                / FIT.predictor().forecast(10).variance();
        assertThat(ratio).isBetween(0.44, 0.56);
        assertThat(valueAtRisk(fit, 10)).isEqualTo(valueAtRisk(fit, 10));
    }

    /** One zero in a hundred is a tick's rounding: then nothing changes but that one return. */
    @Test
    void aFewZerosAreReturns() {
        double[] returns = HISTORY.returnsFrom(0);
        for (int t = 0; t < 9; t++) {
            returns[100 * t] = 0;
        }
        ForecastDistribution forecast = PooledVolatility.withDefaults()
                .fit(ReturnHistory.of(returns, HISTORY.ranges()))
                .predictor()
                .forecast(1);
        assertThat(forecast.cdf(0)).isEqualTo(forecast.cdfBelow(0));
    }
}
