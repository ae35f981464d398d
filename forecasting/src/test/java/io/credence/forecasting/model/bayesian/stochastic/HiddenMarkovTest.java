package io.credence.forecasting.model.bayesian.stochastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.distribution.LocationScaleReturn;
import io.credence.forecasting.distribution.MixtureReturn;
import io.credence.forecasting.distribution.NormalLaw;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HiddenMarkovTest {

    private static final double[] RETURNS = {0.4, -2.1, 0.1, 1.3};
    private static final TwoRegimes CHAIN = new TwoRegimes(0.95, 0.8);
    private static final HiddenMarkov MODEL =
            new HiddenMarkov(CHAIN, new double[] {0.1, -0.2}, new double[] {0.5, 3}, 0.05, 10);

    /** The plain slow twin: the sum over all paths of the states. */
    @Test
    void theLikelihoodIsTheSumOverAllPaths() {
        VolatilityFilter filter = MODEL.filter();
        double logLikelihood = 0;
        for (double each : RETURNS) {
            logLikelihood += filter.update(each);
        }
        double sum = 0;
        for (int paths = 0; paths < 16; paths++) {
            sum += probability(paths);
        }
        assertThat(logLikelihood).isCloseTo(Math.log(sum), within(1e-12));
    }

    /** Bit t of the path is the state on day t. */
    private static double probability(int path) {
        double[] law = CHAIN.stationary();
        double product = 1;
        for (int t = 0; t < RETURNS.length; t++) {
            int state = path >> t & 1;
            double[] here = new double[2];
            here[state] = 1;
            product *= law[state] * density(state, RETURNS[t]);
            law = CHAIN.next(here);
        }
        return product;
    }

    private static double density(int state, double value) {
        double mean = MODEL.means()[state];
        double variance = MODEL.variances()[state];
        return 0.95 * normal(value - mean, variance) + 0.05 * normal(value - mean, variance + 10);
    }

    private static double normal(double distance, double variance) {
        return Math.exp(new LocationScaleReturn(0, Math.sqrt(variance), new NormalLaw()).logScore(distance));
    }

    @Test
    void theForecastIsOverStatesAndJumps() {
        MixtureReturn law = MODEL.next(new double[] {0.7, 0.3});
        double mean = 0.7 * 0.1 - 0.3 * 0.2;
        double square = 0.7 * (0.5 + 0.01) + 0.3 * (3 + 0.04) + 0.05 * 10;
        assertThat(law.mean()).isCloseTo(mean, within(1e-12));
        assertThat(law.variance()).isCloseTo(square - mean * mean, within(1e-12));
    }

    @Test
    void theChainStaysInItsLongRunLaw() {
        assertThat(CHAIN.stationary()).containsExactly(new double[] {0.8, 0.2}, within(1e-12));
        assertThat(CHAIN.next(CHAIN.stationary())).containsExactly(CHAIN.stationary(), within(1e-12));
    }

    /** A return of a hundred deviations is next to impossible in every state: the filter stays finite. */
    @Test
    void anAbsurdReturnIsSurvived() {
        VolatilityFilter filter = MODEL.filter();
        assertThat(filter.update(1e6)).isFinite();
        assertThat(filter.law()[0] + filter.law()[1]).isCloseTo(1, within(1e-12));
    }

    /** Over 20,000 steps turmoil has its long-run share of a fifth, and a twentieth of days jump. */
    @Test
    void pathsHaveTheChainsShares() {
        HiddenPath path = new HiddenPath(MODEL, CHAIN.stationary(), new SplittableRandom(3));
        int turmoil = 0;
        int jumps = 0;
        for (int t = 0; t < 20_000; t++) {
            turmoil += path.mean() < 0 ? 1 : 0;
            jumps += path.variance() > 9 ? 1 : 0;
            path.step();
        }
        assertThat(turmoil / 20_000.0).isCloseTo(0.2, within(0.025));
        assertThat(jumps / 20_000.0).isCloseTo(0.05, within(0.006));
    }
}
