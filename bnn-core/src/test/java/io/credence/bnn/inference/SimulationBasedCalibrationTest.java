package io.credence.bnn.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.credence.bnn.density.ConjugateRegression;
import io.credence.bnn.density.Targets;
import io.credence.bnn.inference.mcmc.ChainOptions;
import io.credence.bnn.inference.mcmc.Chains;
import io.credence.bnn.inference.mcmc.Nuts;
import io.credence.bnn.linalg.Cholesky;
import io.credence.bnn.linalg.Matrices;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SimulationBasedCalibrationTest {

    private static final SimulationBasedCalibration WORLDS = new SimulationBasedCalibration(400, 6, 3);

    @Test
    void theExactPosteriorIsCalibrated() {
        WORLDS.assertCalibrated((world, draws, key) -> exact(world, draws, key, 1), Key.of(1));
    }

    /** The check can fail: a posterior with two thirds of the sd, or one and a half, has p-values near 0. */
    @Test
    void aPosteriorOfAnotherWidthIsNot() {
        for (double width : new double[] {0.67, 1.5}) {
            double[] p = WORLDS.uniformity((world, draws, key) -> exact(world, draws, key, width), Key.of(1));
            assertThat(Arrays.stream(p)).allMatch(value -> value < 1e-4);
        }
    }

    @Test
    void nutsIsCalibrated() {
        WORLDS.assertCalibrated(SimulationBasedCalibrationTest::nuts, Key.of(2));
    }

    /** Every fourth step of each chain, which leaves hardly any dependence. */
    private static double[][] nuts(ConjugateRegression world, int draws, Key key) {
        ChainOptions options = ChainOptions.withDefaults().withWarmUp(150);
        Nuts nuts = new Nuts(world, Nuts.Options.withDefaults().withChains(options));
        int steps = (draws + options.chains() - 1) / options.chains();
        Chains state = nuts.run(key, options.warmUp() + 4L * steps);
        double[][] all = nuts.posterior(state).all();
        double[][] thinned = new double[draws][];
        Arrays.setAll(thinned, i -> all[4 * i]);
        return thinned;
    }

    private static double[][] exact(ConjugateRegression world, int draws, Key key, double width) {
        Cholesky covariance = Cholesky.of(world.covariance());
        double[][] noise = Targets.normals(draws, world.dimension(), key);
        for (int i = 0; i < draws; i++) {
            double[] draw = world.mean();
            Matrices.axpy(width, covariance.multiplyLower(noise[i]), draw);
            noise[i] = draw;
        }
        return noise;
    }
}
