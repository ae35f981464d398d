package io.credence.forecasting.model.bayesian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.distribution.Gaussian;
import io.credence.bnn.predictive.HurdleStudentT;
import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.distribution.ForecastDistributionContract;
import io.credence.forecasting.scoring.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class BayesianReturnTest extends ForecastDistributionContract {

    @Override
    protected List<ForecastDistribution> examples() {
        return List.of(example(-1.2, 0.02, -2, 2, 0.01), example(0.4, -0.1, 0.5, 4, 0), example(-8, 0, -3, 1, 0.05));
    }

    @Override
    protected ForecastDistribution decode(byte[] bytes) {
        return BayesianReturn.decode(bytes);
    }

    private static BayesianReturn example(double logit, double location, double logScale, double rawDf, double floor) {
        return new BayesianReturn(HurdleStudentT.of(
                new Gaussian(logit, 0.2),
                new Gaussian(location, 0.02),
                new Gaussian(logScale, 0.1),
                new Gaussian(rawDf, 0.3),
                floor));
    }

    @Test
    void anUnchangedPriceIsPlacedAnywhereInTheAtom() {
        BayesianReturn forecast = example(0, 0, -1, 2, 0);
        double below = forecast.cdfBelow(0);
        assertThat(forecast.cdf(0) - below).isCloseTo(forecast.unchanged(), within(1e-12));
        assertThat(Outcome.of(forecast, 0, 0).pit()).isCloseTo(below, within(1e-12));
        assertThat(Outcome.of(forecast, 0, 0.5).pit()).isCloseTo(below + 0.5 * forecast.unchanged(), within(1e-12));
        assertThat(Outcome.of(forecast, 0, 0).exceeded()).containsOnly(false);
    }

    @Test
    void ignoranceWidensTheIntervalOfTheValueAtRisk() {
        ConfidenceLevel level = new ConfidenceLevel(0.99);
        BayesianReturn sure = new BayesianReturn(HurdleStudentT.of(
                new Gaussian(-1, 0), new Gaussian(0, 0), new Gaussian(-1, 0.01), new Gaussian(2, 0), 0));
        BayesianReturn unsure = new BayesianReturn(HurdleStudentT.of(
                new Gaussian(-1, 0), new Gaussian(0, 0), new Gaussian(-1, 0.3), new Gaussian(2, 0), 0));
        double narrow = sure.valueAtRiskInterval(level, 0.9).high()
                - sure.valueAtRiskInterval(level, 0.9).low();
        double wide = unsure.valueAtRiskInterval(level, 0.9).high()
                - unsure.valueAtRiskInterval(level, 0.9).low();
        assertThat(wide).isGreaterThan(10 * narrow);
    }

    @Test
    void refusesForeignBytes() {
        assertThatIllegalArgumentException().isThrownBy(() -> BayesianReturn.decode(new byte[16]));
    }
}
