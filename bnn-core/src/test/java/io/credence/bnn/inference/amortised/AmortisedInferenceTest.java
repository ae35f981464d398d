package io.credence.bnn.inference.amortised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.data.RegressionData;
import io.credence.bnn.density.IndependentGaussian;
import io.credence.bnn.density.LastLayer;
import io.credence.bnn.density.PredictiveScore;
import io.credence.bnn.density.Targets;
import io.credence.bnn.inference.amortised.AmortisedInference.Options;
import io.credence.bnn.inference.continual.VariationalNewton;
import io.credence.bnn.likelihood.HeteroscedasticGaussianRows;
import io.credence.bnn.posterior.FullGaussian;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AmortisedInferenceTest {

    private static final int ROWS = 60;
    private static final double[] PRIOR_SD = {0.5, 0.5, 0.5, 0.7, 0.3, 0.3};
    private static final HeteroscedasticGaussianRows LIKELIHOOD = new HeteroscedasticGaussianRows();

    /** The row's check: a new instrument's posterior from 60 rows in one pass, against variational inference on those rows. */
    @Test
    void isAsGoodAsANewInstrumentsOwnVariationalInference() {
        InferenceNetwork network =
                AmortisedInference.train(AmortisedInferenceTest::simulated, Options.withDefaults(), Key.of(1), i -> {});
        double amortised = 0;
        double own = 0;
        double prior = 0;
        int instruments = 40;
        for (int j = 0; j < instruments; j++) {
            Key key = Key.of(1_000_000 + j);
            double[] truth = parameters(key);
            RegressionData seen = rows(truth, ROWS, key.child(1));
            RegressionData later = rows(truth, 200, key.child(2));
            amortised += nll(network.posterior(RegressionSummary.of(seen)), later) / instruments;
            own += nll(variational(seen), later) / instruments;
            prior += nll(FullGaussian.of(new double[6], diagonal()), later) / instruments;
        }
        assertThat(amortised).isLessThan(own + 0.05);
        assertThat(prior).as("what knowing nothing costs").isGreaterThan(own + 0.2);
    }

    /** One parameter, seen through its noisy value: posterior mean and variance are known. */
    @Test
    void findsAConjugatePosterior() {
        InferenceNetwork network = AmortisedInference.train(
                key -> {
                    double[] z = Targets.normals(1, 2, key)[0];
                    return new Simulator.Simulated(new double[] {z[0]}, new double[] {z[0] + 0.5 * z[1]});
                },
                Options.withDefaults(),
                Key.of(2),
                i -> {});
        for (double seen : new double[] {-1, 0, 1.5}) {
            FullGaussian posterior = network.posterior(new double[] {seen});
            assertThat(posterior.mean()[0]).isCloseTo(0.8 * seen, within(0.05));
            assertThat(posterior.variance()[0]).isCloseTo(0.2, within(0.02));
        }
    }

    @Test
    void gradientIsThatOfDifferences() {
        int size = InferenceNetwork.size(3, 4, 2);
        double[] weights = Targets.normals(1, size, Key.of(3))[0];
        Simulator.Simulated example = new Simulator.Simulated(new double[] {0.4, -0.2, 0.7}, new double[] {0.3, -1});
        double[] gradient = new double[size];
        network(weights).logDensity(example, gradient);
        for (int i = 0; i < size; i++) {
            double[] up = weights.clone();
            double[] down = weights.clone();
            up[i] += 1e-6;
            down[i] -= 1e-6;
            double slope = (network(up).logDensity(example, new double[size])
                            - network(down).logDensity(example, new double[size]))
                    / 2e-6;
            assertThat(gradient[i]).isCloseTo(slope, within(1e-5 * (1 + Math.abs(slope))));
        }
    }

    /** The trained density and the posterior that is given are the same Gaussian. */
    @Test
    void posteriorHasTheDensityThatWasTrained() {
        InferenceNetwork network = network(Targets.normals(1, InferenceNetwork.size(3, 4, 2), Key.of(3))[0]);
        double[] summary = {0.3, -1};
        double[] theta = {0.4, -0.2, 0.7};
        double trained =
                network.logDensity(new Simulator.Simulated(theta, summary), new double[InferenceNetwork.size(3, 4, 2)]);
        assertThat(network.posterior(summary).logDensity(theta)).isCloseTo(trained, within(1e-6));
    }

    @Test
    void refusesASummaryOfAnotherLength() {
        InferenceNetwork network = network(new double[InferenceNetwork.size(3, 4, 2)]);
        assertThatThrownBy(() -> network.posterior(new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("summary has length 3");
    }

    private static InferenceNetwork network(double[] weights) {
        return new InferenceNetwork(3, 4, new double[2], new double[] {1, 1}, weights);
    }

    private static Simulator.Simulated simulated(Key key) {
        double[] parameters = parameters(key);
        return new Simulator.Simulated(parameters, RegressionSummary.of(rows(parameters, ROWS, key.child(1))));
    }

    private static double[] parameters(Key key) {
        double[] parameters = Targets.normals(1, 6, key)[0];
        Arrays.setAll(parameters, i -> PRIOR_SD[i] * parameters[i]);
        return parameters;
    }

    private static RegressionData rows(double[] parameters, int rows, Key key) {
        double[][] x = Targets.normals(rows, 3, key.child(0));
        double[] y = Targets.normals(1, rows, key.child(1))[0];
        for (int n = 0; n < rows; n++) {
            x[n][0] = 1;
            double[] outputs = LastLayer.outputs(parameters, x[n]);
            y[n] = outputs[0] + Math.exp(outputs[1]) * y[n];
        }
        return new RegressionData(x, y);
    }

    private static FullGaussian variational(RegressionData data) {
        LastLayer layer = LastLayer.of(data, LIKELIHOOD, new IndependentGaussian(new double[6], PRIOR_SD));
        VariationalNewton newton = VariationalNewton.of(layer);
        return newton.posterior(newton.run(Key.of(1), 30));
    }

    private static double nll(FullGaussian posterior, RegressionData data) {
        return PredictiveScore.nll(posterior.draw(64, Key.of(5)), data, LIKELIHOOD);
    }

    private static double[][] diagonal() {
        double[][] covariance = new double[6][6];
        for (int i = 0; i < 6; i++) {
            covariance[i][i] = PRIOR_SD[i] * PRIOR_SD[i];
        }
        return covariance;
    }
}
