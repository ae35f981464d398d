package io.credence.forecasting.model.bayesian.stochastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.distribution.ForecastDistributionContract;
import io.credence.forecasting.distribution.Interval;
import io.credence.forecasting.distribution.PosteriorReturn;
import io.credence.forecasting.distribution.StaleReturn;
import java.util.List;
import org.junit.jupiter.api.Test;

class PosteriorReturnTest extends ForecastDistributionContract {

    private static final double[] STATES = {0.1, 0.3, 0.4, 0.2};
    private static final StaleReturn CALM = new StochasticParameters(-0.5, 0.9, 0.8, 6, 0.1).next(STATES);
    private static final StaleReturn WILD = new StochasticParameters(0.5, 0.95, 1, 4, 0.2).next(STATES);
    private static final PosteriorReturn BOTH = new PosteriorReturn(new double[] {0.6, 0.4}, List.of(CALM, WILD));

    @Override
    protected List<ForecastDistribution> examples() {
        return List.of(BOTH, new PosteriorReturn(new double[] {1}, List.of(WILD)));
    }

    @Override
    protected ForecastDistribution decode(byte[] bytes) {
        return PosteriorReturn.decode(bytes);
    }

    @Override
    protected int largestEncoding() {
        return 500;
    }

    @Test
    void itIsTheMixtureOfItsDraws() {
        for (double y : new double[] {-4, -1, 0, 0.5, 3}) {
            assertThat(BOTH.cdf(y)).isCloseTo(0.6 * CALM.cdf(y) + 0.4 * WILD.cdf(y), within(1e-12));
        }
        assertThat(BOTH.variance()).isCloseTo(0.6 * CALM.variance() + 0.4 * WILD.variance(), within(1e-12));
    }

    @Test
    void theIntervalLiesBetweenTheDraws() {
        ConfidenceLevel level = new ConfidenceLevel(0.975);
        Interval interval = BOTH.valueAtRiskInterval(level, 0.9);
        assertThat(interval.low()).isGreaterThanOrEqualTo(CALM.valueAtRisk(level) - 1e-9);
        assertThat(interval.high()).isLessThanOrEqualTo(WILD.valueAtRisk(level) + 1e-9);
        assertThat(interval.high()).isGreaterThan(interval.low());
    }
}
