package io.credence.bnn.inference.laplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.data.RegressionData;
import io.credence.bnn.density.ConjugateRegression;
import io.credence.bnn.density.DataDensity;
import io.credence.bnn.density.LastLayer;
import io.credence.bnn.density.LogDensity;
import io.credence.bnn.density.Targets;
import io.credence.bnn.density.Weighted;
import io.credence.bnn.inference.InferenceAlgorithm;
import io.credence.bnn.inference.InferenceContract;
import io.credence.bnn.inference.laplace.Laplace.Options;
import io.credence.bnn.likelihood.GaussianRows;
import io.credence.bnn.likelihood.HeteroscedasticGaussianRows;
import io.credence.bnn.posterior.GaussianPosterior;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LaplaceTest extends InferenceContract<Laplace.State> {

    private static final ConjugateRegression CONJUGATE = Targets.conjugate(60, 5, 3);
    private static final LastLayer LAYER = LastLayer.of(
            new RegressionData(CONJUGATE.features(), CONJUGATE.targets()),
            new GaussianRows(CONJUGATE.noiseSd()),
            CONJUGATE.priorSd());

    @Override
    protected InferenceAlgorithm<Laplace.State> on(DataDensity target) {
        return Laplace.of(target, Options.withDefaults());
    }

    @Test
    void fullIsExactOnAConjugateModel() {
        assertCovariance(fit(CONJUGATE, Options.withDefaults()), CONJUGATE.covariance());
        assertCovariance(
                fit(LAYER, Options.withDefaults().withCurvature(Curvature.GAUSS_NEWTON)), CONJUGATE.covariance());
    }

    @Test
    void kroneckerIsExactOnAConjugateModel() {
        GaussianPosterior posterior = fit(LAYER, Options.withDefaults().withStructure(new Structure.Kronecker()));
        assertCovariance(posterior, CONJUGATE.covariance());
        double[] variance = posterior.variance();
        for (int i = 0; i < 5; i++) {
            assertThat(variance[i]).isCloseTo(CONJUGATE.covariance()[i][i], within(1e-9));
        }
    }

    @Test
    void diagonalHasTheDiagonalOfThePrecision() {
        GaussianPosterior posterior = fit(CONJUGATE, Options.withDefaults().withStructure(new Structure.Diagonal()));
        for (int i = 0; i < 5; i++) {
            assertThat(posterior.variance()[i]).isCloseTo(1 / CONJUGATE.precision()[i][i], within(1e-9));
            assertThat(posterior.mean()[i]).isCloseTo(CONJUGATE.mean()[i], within(1e-6));
        }
    }

    @Test
    void oneBlockIsFullAndSingleBlocksAreDiagonal() {
        Options options = Options.withDefaults();
        assertCovariance(fit(CONJUGATE, options.withStructure(new Structure.Blocks(5))), CONJUGATE.covariance());
        double[] single = fit(CONJUGATE, options.withStructure(new Structure.Blocks(1, 1, 1, 1, 1)))
                .variance();
        double[] diagonal =
                fit(CONJUGATE, options.withStructure(new Structure.Diagonal())).variance();
        assertThat(single).containsExactly(diagonal, within(1e-12));
        assertThatThrownBy(() -> fit(CONJUGATE, options.withStructure(new Structure.Blocks(2, 2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("block sizes are [2, 2]");
    }

    @Test
    void evidenceIsExactOnAConjugateModel() {
        Laplace laplace = Laplace.of(CONJUGATE, Options.withDefaults());
        assertThat(laplace.logEvidence(laplace.run(Key.of(1), 40))).isCloseTo(CONJUGATE.logEvidence(), within(1e-6));
    }

    @Test
    void adamReachesTheSameMaximum() {
        Laplace laplace = Laplace.of(CONJUGATE, Options.withDefaults().withOptimiser(new AdamAscent(0.02)));
        GaussianPosterior posterior = laplace.posterior(laplace.run(Key.of(1), 1500));
        for (int i = 0; i < 5; i++) {
            assertThat(posterior.mean()[i]).isCloseTo(CONJUGATE.mean()[i], within(1e-3));
        }
    }

    /**
     * A head with a scale of its own, on fixed features: not quadratic, so held against the posterior's own moments, by weighting a
     * wide proposal's draws with the density.
     */
    @Test
    void isNearThePosteriorOfAScaleHead() {
        LastLayer layer = scaleHead(400);
        Laplace laplace = Laplace.of(layer, Options.withDefaults());
        GaussianPosterior full = laplace.posterior(laplace.run(Key.of(1), 60));
        double[][] moments = Weighted.moments(layer, full, 40_000);
        for (int i = 0; i < layer.dimension(); i++) {
            double sd = Math.sqrt(moments[1][i]);
            assertThat(full.mean()[i]).as("mean %d", i).isCloseTo(moments[0][i], within(0.25 * sd));
            assertThat(Math.sqrt(full.variance()[i]) / sd).as("sd %d", i).isCloseTo(1, within(0.06));
        }
    }

    @Test
    void allStructuresAgreeOnAScaleHeadWithPlainFeatures() {
        LastLayer layer = scaleHead(400);
        double[] full = fit(layer, Options.withDefaults()).variance();
        Options gaussNewton = Options.withDefaults().withCurvature(Curvature.GAUSS_NEWTON);
        for (Structure structure : new Structure[] {
            new Structure.Full(), new Structure.Kronecker(), new Structure.Blocks(3, 3), new Structure.Diagonal()
        }) {
            double[] variance = fit(layer, gaussNewton.withStructure(structure)).variance();
            for (int i = 0; i < full.length; i++) {
                assertThat(variance[i] / full[i]).as("%s %d", structure, i).isBetween(0.5, 2.0);
            }
        }
    }

    @Test
    void refusesAPointOnTheWay() {
        Laplace laplace = Laplace.of(CONJUGATE, Options.withDefaults());
        Laplace.State start = laplace.init(Key.of(1));
        assertThatThrownBy(() -> laplace.posterior(start))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no maximum")
                .hasMessageContaining("nats");
    }

    /** Between two modes the gradient is 0 and the density has a saddle. */
    @Test
    void refusesASaddle() {
        LogDensity modes = Targets.twoModes(2);
        Laplace laplace = Laplace.of(modes, Options.withDefaults().withStart(0, 0));
        assertThatThrownBy(() -> laplace.posterior(laplace.init(Key.of(1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("eigenvalue -2.99999");
        Laplace diagonal =
                Laplace.of(modes, Options.withDefaults().withStart(0, 0).withStructure(new Structure.Diagonal()));
        assertThatThrownBy(() -> diagonal.posterior(diagonal.init(Key.of(1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("along parameter 0");
    }

    @Test
    void kroneckerNeedsAnIsotropicPriorAndALayer() {
        Options options = Options.withDefaults().withStructure(new Structure.Kronecker());
        assertThatThrownBy(() -> fit(CONJUGATE, options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ConjugateRegression");
        LastLayer correlated = LastLayer.of(LAYER.data(), new GaussianRows(1), Targets.gaussian(5, 1));
        assertThatThrownBy(() -> fit(correlated, options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("isotropic");
    }

    @Test
    void refusesAStartOfAnotherLength() {
        assertThatThrownBy(() -> Laplace.of(CONJUGATE, Options.withDefaults().withStart(1, 2))
                        .init(Key.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("start has length 2");
    }

    /** Location 0.5 + x1 - x2, log scale -1 + 0.4 x1. */
    private static LastLayer scaleHead(int rows) {
        double[][] features = Targets.normals(rows, 3, Key.of(8));
        double[] targets = Targets.normals(1, rows, Key.of(9))[0];
        for (int n = 0; n < rows; n++) {
            features[n][0] = 1;
            targets[n] = 0.5 + features[n][1] - features[n][2] + targets[n] * Math.exp(-1 + 0.4 * features[n][1]);
        }
        return LastLayer.of(new RegressionData(features, targets), new HeteroscedasticGaussianRows(), 2);
    }

    private static GaussianPosterior fit(LogDensity target, Options options) {
        Laplace laplace = Laplace.of(target, options);
        return laplace.posterior(laplace.run(Key.of(1), 60));
    }

    private static void assertCovariance(GaussianPosterior posterior, double[][] covariance) {
        for (int i = 0; i < covariance.length; i++) {
            assertThat(posterior.mean()[i]).isCloseTo(CONJUGATE.mean()[i], within(1e-6));
            assertThat(posterior.covariance()[i]).containsExactly(covariance[i], within(1e-8));
        }
        assertThat(Arrays.stream(posterior.draw(3, Key.of(1))[0])).allMatch(Double::isFinite);
    }
}
