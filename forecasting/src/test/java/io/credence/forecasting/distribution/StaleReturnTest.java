package io.credence.forecasting.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class StaleReturnTest extends ForecastDistributionContract {

    private static final MixtureReturn MOVED = new MixtureReturn(
            new double[] {0.7, 0.3},
            List.of(
                    new LocationScaleReturn(0.1, 1, new StudentTLaw(5)),
                    new LocationScaleReturn(-0.2, 2, new NormalLaw())));

    @Override
    protected List<ForecastDistribution> examples() {
        return List.of(
                new StaleReturn(MOVED, 0),
                new StaleReturn(MOVED, 0.3),
                StaleReturn.of(new LocationScaleReturn(0, 1, new StudentTLaw(4)), 0.85));
    }

    @Override
    protected ForecastDistribution decode(byte[] bytes) {
        return StaleReturn.decode(bytes);
    }

    /** Losses beyond a level are those of renewed prices: VaR and ES are the mixture's own at a level nearer to the middle. */
    @Test
    void theTailIsThatOfRenewedPrices() {
        StaleReturn stale = new StaleReturn(MOVED, 0.3);
        ConfidenceLevel level = new ConfidenceLevel(0.975);
        ConfidenceLevel renewed = new ConfidenceLevel(1 - 0.025 / 0.7);
        assertThat(stale.valueAtRisk(level)).isCloseTo(MOVED.valueAtRisk(renewed), within(1e-9));
        assertThat(stale.expectedShortfall(level)).isCloseTo(MOVED.expectedShortfall(renewed), within(1e-9));
    }

    @Test
    void zeroHasTheMassOfTheAtom() {
        StaleReturn stale = new StaleReturn(MOVED, 0.3);
        assertThat(stale.cdf(0) - stale.cdfBelow(0)).isCloseTo(0.3, within(1e-12));
        assertThat(stale.logScore(0)).isCloseTo(Math.log(0.3), within(1e-12));
        assertThat(stale.quantile(0.5)).isZero();
        // E X^2 is 0.7 of the mixture's.
        double square = MOVED.variance() + MOVED.mean() * MOVED.mean();
        assertThat(stale.variance() + stale.mean() * stale.mean()).isCloseTo(0.7 * square, within(1e-12));
    }

    @Test
    void aProbabilityOfOneIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StaleReturn(MOVED, 1))
                .withMessageContaining("1.0");
    }
}
