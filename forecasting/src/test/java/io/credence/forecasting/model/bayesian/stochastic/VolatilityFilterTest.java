package io.credence.forecasting.model.bayesian.stochastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.distribution.StudentTLaw;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VolatilityFilterTest {

    private static final double[] RETURNS = {0.4, -2.1, 0, 1.3};

    /** What Rouwenhorst's chain promises: the autoregression's own conditional moments, in every state. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 0.99, 0.9999})
    void theChainHasTheMomentsOfTheAutoregression(double persistence) {
        AutoregressiveChain chain = AutoregressiveChain.of(persistence, 25);
        double[] x = chain.nodes();
        for (int i = 0; i < x.length; i++) {
            double[] here = new double[x.length];
            here[i] = 1;
            double[] next = chain.next(here);
            double mean = 0;
            double square = 0;
            for (int j = 0; j < x.length; j++) {
                mean += next[j] * x[j];
                square += next[j] * x[j] * x[j];
            }
            assertThat(mean).isCloseTo(persistence * x[i], within(1e-9));
            assertThat(square - mean * mean).isCloseTo(1 - persistence * persistence, within(1e-9));
        }
        assertThat(chain.next(chain.stationary())).containsExactly(chain.stationary(), within(1e-9));
    }

    /** The plain slow twin: the sum over all paths of the states. */
    @Test
    void theLikelihoodIsTheSumOverAllPaths() {
        StochasticParameters parameters = new StochasticParameters(-0.3, 0.9, 0.8, 5, 0.1);
        VolatilityFilter filter = parameters.filter(4, 0.01);
        double logLikelihood = 0;
        for (double each : RETURNS) {
            logLikelihood += filter.update(each);
        }
        AutoregressiveChain chain = AutoregressiveChain.of(0.9, 4);
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            sum += chain.stationary()[i] * overPaths(parameters, chain, i, 0);
        }
        assertThat(logLikelihood).isCloseTo(Math.log(sum), within(1e-12));
    }

    private static double overPaths(StochasticParameters parameters, AutoregressiveChain chain, int state, int t) {
        double here = likelihood(parameters, chain.nodes()[state], RETURNS[t]);
        if (t == RETURNS.length - 1) {
            return here;
        }
        double[] at = new double[4];
        at[state] = 1;
        double[] next = chain.next(at);
        double sum = 0;
        for (int j = 0; j < 4; j++) {
            sum += next[j] * overPaths(parameters, chain, j, t + 1);
        }
        return here * sum;
    }

    private static double likelihood(StochasticParameters parameters, double x, double value) {
        double scale = Math.exp((parameters.level() + parameters.deviation() * x) / 2);
        TDistribution law = TDistribution.of(parameters.freedom());
        if (value == 0) {
            return 0.1 + 0.9 * law.probability(-0.005 / scale, 0.005 / scale);
        }
        return 0.9 * law.density(value / scale) / scale;
    }

    @Test
    void withoutADeviationReturnsAreIndependent() {
        VolatilityFilter filter = new StochasticParameters(Math.log(2), 0.95, 1e-12, 6, 0).filter(25, 0.01);
        double scale = Math.sqrt(2 * 6 / 4.0);
        StudentTLaw unit = new StudentTLaw(6);
        for (double value : new double[] {0.4, -2.1, 7}) {
            assertThat(filter.update(value)).isCloseTo(unit.logDensity(value / scale) - Math.log(scale), within(1e-9));
        }
    }

    @Test
    void anImpossibleReturnTeachesNothing() {
        VolatilityFilter filter = VolatilityFilter.of(0.9, 5, (value, perState) -> {});
        assertThat(filter.update(1)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(filter.law()).containsExactly(AutoregressiveChain.of(0.9, 5).stationary(), within(1e-12));
    }

    @Test
    void aPersistenceOfOneIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AutoregressiveChain.of(1, 25))
                .withMessageContaining("persistence is 1.0");
    }
}
