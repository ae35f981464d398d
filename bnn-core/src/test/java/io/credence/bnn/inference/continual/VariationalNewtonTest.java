package io.credence.bnn.inference.continual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.density.ConjugateRegression;
import io.credence.bnn.density.DataDensity;
import io.credence.bnn.density.Targets;
import io.credence.bnn.inference.InferenceAlgorithm;
import io.credence.bnn.inference.InferenceContract;
import io.credence.bnn.inference.Step;
import io.credence.bnn.posterior.FullGaussian;
import io.credence.bnn.random.Key;
import org.junit.jupiter.api.Test;

class VariationalNewtonTest extends InferenceContract<VariationalNewton.State> {

    private static final ConjugateRegression CONJUGATE = Targets.conjugate(60, 5, 3);

    @Override
    protected InferenceAlgorithm<VariationalNewton.State> on(DataDensity target) {
        return VariationalNewton.of(target);
    }

    /** Few, so that the start still shows: the optimum itself is the same from any key. */
    @Override
    protected int steps() {
        return 4;
    }

    @Test
    void isExactOnAConjugateModel() {
        VariationalNewton newton = VariationalNewton.of(CONJUGATE);
        VariationalNewton.State state = newton.run(Key.of(1), 30);
        FullGaussian posterior = newton.posterior(state);
        for (int i = 0; i < 5; i++) {
            assertThat(posterior.mean()[i]).isCloseTo(CONJUGATE.mean()[i], within(1e-8));
            assertThat(posterior.covariance()[i]).containsExactly(CONJUGATE.covariance()[i], within(1e-9));
        }
        Step<VariationalNewton.State> settled = newton.step(state);
        assertThat(settled.info().objective()).isCloseTo(CONJUGATE.logEvidence(), within(1e-6));
        assertThat(settled.info().figures().get("gain")).isLessThan(1e-9);
    }
}
