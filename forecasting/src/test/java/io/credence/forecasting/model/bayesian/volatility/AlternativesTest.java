package io.credence.forecasting.model.bayesian.volatility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.distribution.Interval;
import io.credence.forecasting.distribution.PosteriorReturn;
import io.credence.forecasting.model.univariate.HiddenReturns;
import io.credence.forecasting.model.univariate.ReturnHistory;
import io.credence.forecasting.model.univariate.SimulatedReturns;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlternativesTest {

    private static final ConfidenceLevel LEVEL = new ConfidenceLevel(0.975);
    private static final ReturnHistory REGIMES = HiddenReturns.regimes(1000, 21);
    private static final PooledVolatilityFit FIT =
            PooledVolatility.withDefaults().fit(REGIMES);

    @Test
    void regimesWeighMostOnTheirOwnMarket() {
        double[] weights = FIT.alternatives().weights();
        assertThat(weights[1]).isGreaterThan(0.9);
        assertThat(weights[0] + weights[1] + weights[2]).isCloseTo(1, within(1e-12));
    }

    @Test
    void recursionsWeighMostOnTheirs() {
        double[] weights = PooledVolatility.withDefaults()
                .fit(SimulatedReturns.gjr(1000, 5))
                .alternatives()
                .weights();
        assertThat(weights[0]).isGreaterThan(0.9);
    }

    /** The interval is of draws of all that may be right, and holds the forecast's own figure. */
    @Test
    void theIntervalIsOverStructures() {
        ForecastDistribution forecast = FIT.predictor().forecast(1);
        assertThat(forecast).isInstanceOf(PosteriorReturn.class);
        Interval interval = forecast.valueAtRiskInterval(LEVEL, 0.9);
        assertThat(forecast.valueAtRisk(LEVEL)).isBetween(interval.low(), interval.high());
        assertThat(interval.high()).isGreaterThan(interval.low());
    }

    /** Simulated paths of one day are of the same law as the closed form. */
    @Test
    void pathsAgreeWithTheForecastOfOneDay() {
        PooledVolatilityPredictor predictor = FIT.predictor();
        double one = predictor.forecast(1).variance();
        double five = predictor.forecast(5).variance();
        // The regime may change: the long run's variance is 1.27, calm's 0.36 and turmoil's 4.
        double calm = Math.min(5 * one, 5 * 1.27);
        double wild = Math.max(5 * one, 5 * 1.27);
        assertThat(five).isBetween(0.9 * calm, 1.1 * wild);
        assertThat(predictor.forecast(5).variance()).isEqualTo(five);
    }

    /** Bayes' rule, without any structure: the pool keeps the whole. */
    @Test
    void withoutAStructureThePoolIsAll() {
        AlternativesPredictor none = new AlternativesPredictor(List.of(), new double[] {0});
        assertThat(none.isEmpty()).isTrue();
        assertThat(none.weights()).containsExactly(1);
    }

    /** A month of turmoil, then of calm: the weights follow, and so does the figure. */
    @Test
    void updatesFollowWhatComes() {
        PooledVolatilityPredictor predictor = FIT.predictor();
        for (int t = 0; t < 30; t++) {
            predictor.update(t % 2 == 0 ? 2.5 : -2.5, Double.NaN);
        }
        double wild = predictor.forecast(1).valueAtRisk(LEVEL);
        for (int t = 0; t < 60; t++) {
            predictor.update(t % 2 == 0 ? 0.5 : -0.5, Double.NaN);
        }
        double calm = predictor.forecast(1).valueAtRisk(LEVEL);
        assertThat(wild).isBetween(3.0, 6.0);
        assertThat(calm).isBetween(1.0, 1.7);
    }
}
