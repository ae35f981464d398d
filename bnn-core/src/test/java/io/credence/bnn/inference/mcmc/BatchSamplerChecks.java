package io.credence.bnn.inference.mcmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.density.ConjugateRegression;
import io.credence.bnn.density.DataDensity;
import io.credence.bnn.density.Targets;
import io.credence.bnn.inference.InferenceContract;
import io.credence.bnn.linalg.Matrices;
import io.credence.bnn.posterior.StoredDraws;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What SGLD and SGHMC are held to: NUTS on the same regression. */
abstract class BatchSamplerChecks extends InferenceContract<Walkers> {

    /** Few rows for the coefficients, so that being unsure of them matters to predictions. */
    private static final int ROWS = 40;

    private static final int TEST_ROWS = 400;
    private static final ConjugateRegression ALL = Targets.conjugate(ROWS + TEST_ROWS, 8, 5);
    private static final ConjugateRegression REGRESSION = part(0, ROWS);
    private static final ConjugateRegression TEST = part(ROWS, ROWS + TEST_ROWS);

    abstract BatchSampler sampler(DataDensity target, int batch);

    @Override
    protected int steps() {
        return 160;
    }

    /** METHODS row 8: within 0.01 nat of NUTS, on batches of half the rows; a point estimate is not within it. */
    @Test
    void predictsAsWellAsNuts() {
        Nuts nuts = new Nuts(REGRESSION, Nuts.Options.withDefaults());
        double ofNuts = nll(nuts.posterior(nuts.run(Key.of(1), 3_000)).all());
        double ours = nll(draws(20).all());
        assertThat(ours).isCloseTo(ofNuts, within(0.01));
        assertThat(nll(new double[][] {REGRESSION.mean()})).isGreaterThan(ofNuts + 0.01);
    }

    @Test
    void momentsAreTheExactOnes() {
        StoredDraws draws = draws(20);
        double[] exact = Matrices.diagonal(REGRESSION.covariance());
        for (int j = 0; j < exact.length; j++) {
            assertThat(draws.mean()[j]).isCloseTo(REGRESSION.mean()[j], within(0.25 * Math.sqrt(exact[j])));
            assertThat(draws.variance()[j] / exact[j]).isBetween(0.75, 1.3);
        }
    }

    private StoredDraws draws(int batch) {
        BatchSampler sampler = sampler(REGRESSION, batch);
        return sampler.posterior(sampler.run(Key.of(1), 42_000));
    }

    /** Mean negative log predictive density, in nats. */
    private static double nll(double[][] draws) {
        double sum = 0;
        for (int i = 0; i < TEST_ROWS; i++) {
            double density = 0;
            for (double[] w : draws) {
                double z = (TEST.targets()[i] - Matrices.dot(TEST.features()[i], w)) / TEST.noiseSd();
                density += Math.exp(-0.5 * z * z) / (Math.sqrt(2 * Math.PI) * TEST.noiseSd()) / draws.length;
            }
            sum -= Math.log(density) / TEST_ROWS;
        }
        return sum;
    }

    private static ConjugateRegression part(int from, int to) {
        return new ConjugateRegression(
                Arrays.copyOfRange(ALL.features(), from, to),
                Arrays.copyOfRange(ALL.targets(), from, to),
                ALL.noiseSd(),
                ALL.priorSd());
    }
}
