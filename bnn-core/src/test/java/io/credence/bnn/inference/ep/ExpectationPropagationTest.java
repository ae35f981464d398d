package io.credence.bnn.inference.ep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.data.RegressionData;
import io.credence.bnn.density.ConjugateRegression;
import io.credence.bnn.density.DataDensity;
import io.credence.bnn.density.LastLayer;
import io.credence.bnn.density.Targets;
import io.credence.bnn.density.Weighted;
import io.credence.bnn.inference.InferenceAlgorithm;
import io.credence.bnn.inference.InferenceContract;
import io.credence.bnn.inference.Info;
import io.credence.bnn.inference.ep.ExpectationPropagation.Options;
import io.credence.bnn.inference.ep.ExpectationPropagation.State;
import io.credence.bnn.likelihood.GaussianRows;
import io.credence.bnn.likelihood.HeteroscedasticGaussianRows;
import io.credence.bnn.likelihood.ProbitRows;
import io.credence.bnn.likelihood.RowLikelihood;
import io.credence.bnn.likelihood.StudentTRows;
import io.credence.bnn.posterior.FullGaussian;
import io.credence.bnn.random.Key;
import org.junit.jupiter.api.Test;

class ExpectationPropagationTest extends InferenceContract<State> {

    private static final ConjugateRegression CONJUGATE = Targets.conjugate(50, 4, 7);

    @Override
    protected InferenceAlgorithm<State> on(DataDensity target) {
        return ExpectationPropagation.of(linear((ConjugateRegression) target), Options.withDefaults());
    }

    @Override
    protected int steps() {
        return 10;
    }

    @Test
    void isExactOnAConjugateModel() {
        ExpectationPropagation ep = ExpectationPropagation.of(linear(CONJUGATE), Options.withDefaults());
        State state = ep.run(Key.of(1), 20);
        FullGaussian posterior = ep.posterior(state);
        double[][] covariance = CONJUGATE.covariance();
        for (int i = 0; i < 4; i++) {
            assertThat(posterior.mean()[i]).isCloseTo(CONJUGATE.mean()[i], within(1e-8));
            assertThat(posterior.covariance()[i]).containsExactly(covariance[i], within(1e-9));
        }
        Info info = ep.step(state).info();
        assertThat(info.objective()).isCloseTo(CONJUGATE.logEvidence(), within(1e-6));
        assertThat(info.figures().get("change")).isLessThan(1e-6);
    }

    /** Fewer rows than coefficients: a site may hold nearly all that is known of its marginal. */
    @Test
    void isExactWithFewRowsAndLittleNoise() {
        ConjugateRegression few =
                new ConjugateRegression(Targets.normals(3, 5, Key.of(1)), new double[] {1, -2, 0.5}, 0.001, 10);
        ExpectationPropagation ep = ExpectationPropagation.of(linear(few), Options.withDefaults());
        FullGaussian posterior = ep.posterior(ep.run(Key.of(1), 60));
        for (int i = 0; i < 5; i++) {
            assertThat(posterior.mean()[i]).isCloseTo(few.mean()[i], within(1e-3));
            assertThat(posterior.variance()[i]).isCloseTo(few.covariance()[i][i], within(1e-2));
        }
    }

    @Test
    void classifierHasThePosteriorsMoments() {
        assertNearTruth(layer(new ProbitRows(), signs(60), 1.5), 0.1, 0.06);
    }

    @Test
    void heavyTailsHaveThePosteriorsMoments() {
        assertNearTruth(layer(new StudentTRows(4, 0.5), withOutliers(60), 2), 0.1, 0.06);
    }

    @Test
    void outliersAskForNegativePrecisions() {
        ExpectationPropagation ep =
                ExpectationPropagation.of(layer(new StudentTRows(4, 0.5), withOutliers(60), 2), Options.withDefaults());
        Info info = ep.step(ep.run(Key.of(1), 60)).info();
        assertThat(info.figures().get("negative")).isGreaterThan(0);
        assertThat(info.figures().get("skipped")).isZero();
        assertThat(info.figures().get("change")).isLessThan(1e-6);
    }

    @Test
    void evidenceOfAClassifierIsNearTheTrueOne() {
        // one coefficient, so that the evidence is one integral: by a grid
        double[] targets = signs(20);
        double[][] features = Targets.normals(20, 1, Key.of(31));
        LastLayer layer = LastLayer.of(new RegressionData(features, targets), new ProbitRows(), 1.0);
        double sum = 0;
        for (int i = -4000; i <= 4000; i++) {
            sum += 0.002 * Math.exp(layer.evaluate(new double[] {i * 0.002}, new double[1]));
        }
        ExpectationPropagation ep = ExpectationPropagation.of(layer, Options.withDefaults());
        assertThat(ep.step(ep.run(Key.of(1), 30)).info().objective()).isCloseTo(Math.log(sum), within(0.01));
    }

    @Test
    void refusesTwoOutputsAndOtherPriors() {
        RegressionData data = linear(CONJUGATE).data();
        assertThatThrownBy(() -> ExpectationPropagation.of(
                        LastLayer.of(data, new HeteroscedasticGaussianRows(), 1), Options.withDefaults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 outputs");
        assertThatThrownBy(() -> ExpectationPropagation.of(
                        LastLayer.of(data, new GaussianRows(1), Targets.twoModes(4)), Options.withDefaults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Gaussian prior");
        assertThatThrownBy(() -> Options.withDefaults().withDamping(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("damping is 0");
    }

    /** Against importance sampling from a Gaussian around EP's own. */
    private static void assertNearTruth(LastLayer layer, double meanInSds, double sdShare) {
        ExpectationPropagation ep = ExpectationPropagation.of(layer, Options.withDefaults());
        FullGaussian posterior = ep.posterior(ep.run(Key.of(1), 40));
        double[][] moments = Weighted.moments(layer, posterior, 60_000);
        for (int i = 0; i < layer.dimension(); i++) {
            double sd = Math.sqrt(moments[1][i]);
            assertThat(posterior.mean()[i]).as("mean %d", i).isCloseTo(moments[0][i], within(meanInSds * sd));
            assertThat(Math.sqrt(posterior.variance()[i]) / sd).as("sd %d", i).isCloseTo(1, within(sdShare));
        }
    }

    private static LastLayer linear(ConjugateRegression data) {
        return LastLayer.of(
                new RegressionData(data.features(), data.targets()), new GaussianRows(data.noiseSd()), data.priorSd());
    }

    private static LastLayer layer(RowLikelihood likelihood, double[] targets, double priorSd) {
        return LastLayer.of(new RegressionData(features(targets.length), targets), likelihood, priorSd);
    }

    private static double[][] features(int rows) {
        return Targets.normals(rows, 3, Key.of(31));
    }

    private static double[] signs(int rows) {
        double[] noise = Targets.normals(1, rows, Key.of(32))[0];
        double[] targets = new double[rows];
        for (int n = 0; n < rows; n++) {
            targets[n] = features(rows)[n][0] + noise[n] > 0 ? 1 : -1;
        }
        return targets;
    }

    /** One row in ten lies 6 off. */
    private static double[] withOutliers(int rows) {
        double[] noise = Targets.normals(1, rows, Key.of(32))[0];
        double[] targets = new double[rows];
        for (int n = 0; n < rows; n++) {
            double[] x = features(rows)[n];
            targets[n] = x[0] - 0.5 * x[1] + 0.5 * noise[n] + (n % 10 == 3 ? 6 : 0);
        }
        return targets;
    }
}
