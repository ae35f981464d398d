package io.credence.forecasting.model.bayesian;

import static org.assertj.core.api.Assertions.assertThat;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.distribution.Interval;
import io.credence.forecasting.model.FittedModel;
import io.credence.forecasting.model.Predictor;
import io.credence.forecasting.series.SimulatedBars;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code bayesian:vdp++}: means and variances through the whole network, in training and in service. */
class PropagatedModelTest extends BayesianContract {

    private static FittedModel fitted;

    @BeforeAll
    static void fit() {
        fitted = fit(1);
    }

    @Override
    protected FittedModel fitted() {
        return fitted;
    }

    @Test
    void theSameSeedGivesTheSameModel() {
        assertThat(fit(1).version()).isEqualTo(fitted.version());
        assertThat(fit(2).version()).isNotEqualTo(fitted.version());
        assertThat(fitted.provenance())
                .containsEntry("posterior", "vdp++")
                .containsEntry("inference", "variational density propagation, variances of all weights");
    }

    @Test
    void epistemicAndAleatoricPartsStandApart() {
        try (Predictor predictor = model().load(fitted)) {
            for (ForecastDistribution forecast :
                    walk(predictor, SimulatedBars.walk("A", 100, 15)).getLast().forecasts()) {
                assertThat(forecast.aleatoricVariance()).isPositive();
                assertThat(forecast.epistemicVariance()).isPositive().isLessThan(forecast.aleatoricVariance());
                assertThat(forecast.variance()).isEqualTo(forecast.aleatoricVariance() + forecast.epistemicVariance());
                ConfidenceLevel level = new ConfidenceLevel(0.99);
                Interval interval = forecast.valueAtRiskInterval(level, 0.9);
                assertThat(forecast.valueAtRisk(level)).isBetween(interval.low(), interval.high());
                assertThat(interval.high()).isGreaterThan(interval.low());
            }
        }
    }

    private static FittedModel fit(long seed) {
        return fit("bayesian:vdp++", seed, 10);
    }
}
