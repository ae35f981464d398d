package io.credence.bnn.inference.elbo;

import static org.assertj.core.api.Assertions.assertThat;

import io.credence.bnn.density.ConjugateRegression;
import io.credence.bnn.density.DataDensity;
import io.credence.bnn.density.Targets;
import io.credence.bnn.inference.InferenceAlgorithm;
import io.credence.bnn.inference.InferenceContract;
import io.credence.bnn.inference.elbo.VariationalOptions.Rate;
import io.credence.bnn.linalg.Matrices;
import io.credence.bnn.posterior.GaussianPosterior;
import io.credence.bnn.posterior.MeanFieldGaussian;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Row 20, and the contract. */
class EmpiricalBayesTest extends InferenceContract<BoundState> {

    private static final int GROUP = 8;
    private static final double[] TRUE_SDS = {1, 0.1, 0.01};

    @Override
    protected InferenceAlgorithm<BoundState> on(DataDensity target) {
        double[][] features = new double[target.dimension()][1];
        Arrays.setAll(features, i -> new double[] {i});
        return EmpiricalBayes.of(target, new ScaleNetwork(features, 2), options(40));
    }

    /** Weights of three groups whose scales differ; the grid's one scale is chosen on the hold-out rows themselves. */
    @Test
    void noWorseThanATunedPriorGrid() {
        ConjugateRegression train = grouped(60, 2);
        ConjugateRegression test = grouped(500, 5);
        EmpiricalBayes algorithm = EmpiricalBayes.of(train, new ScaleNetwork(groups(), 4), options(3000));
        BoundState state = algorithm.run(Key.of(1));
        double ours = nll(algorithm.posterior(state), test);
        double best = DoubleStream.of(0.01, 0.03, 0.1, 0.3, 1, 3)
                .map(sd -> nll(meanField(train, sd), test))
                .min()
                .orElseThrow();
        assertThat(ours).isLessThanOrEqualTo(best);
        double[] sds = algorithm.priorSds(state);
        assertThat(sds[0]).isGreaterThan(3 * sds[GROUP]);
        assertThat(sds[GROUP]).isGreaterThan(sds[2 * GROUP]);
    }

    @Test
    void scaleNetworksGradientEqualsFiniteDifferences() {
        ScaleNetwork network = new ScaleNetwork(groups(), 3);
        double[] parameters = network.start(Key.of(2).generator());
        double[] weights = Targets.normals(1, 3 * GROUP, Key.of(3))[0];
        double[] gradient = network.pullBack(parameters, weights);
        for (int i = 0; i < parameters.length; i++) {
            double[] up = parameters.clone();
            double[] down = parameters.clone();
            up[i] += 1e-6;
            down[i] -= 1e-6;
            double slope =
                    (Matrices.dot(weights, network.logSds(up)) - Matrices.dot(weights, network.logSds(down))) / 2e-6;
            assertThat(Math.abs(slope - gradient[i])).isLessThan(1e-6);
        }
    }

    private static VariationalOptions options(long steps) {
        return VariationalOptions.withDefaults()
                .withEstimator(Estimator.PATH_DERIVATIVE)
                .withRate(new Rate(0.03, 0.01, steps, 0.2));
    }

    /** The best mean-field posterior under one prior scale, in closed form. */
    private static MeanFieldGaussian meanField(ConjugateRegression data, double priorSd) {
        ConjugateRegression scaled = new ConjugateRegression(data.features(), data.targets(), data.noiseSd(), priorSd);
        double[] sds = Arrays.stream(Matrices.diagonal(scaled.precision()))
                .map(p -> 1 / Math.sqrt(p))
                .toArray();
        return MeanFieldGaussian.of(scaled.mean(), sds);
    }

    /** Mean negative log predictive density, in nats, in closed form. */
    private static double nll(GaussianPosterior q, ConjugateRegression data) {
        double sum = 0;
        for (int i = 0; i < data.rows(); i++) {
            double[] x = data.features()[i];
            double variance = data.noiseSd() * data.noiseSd() + Matrices.dot(x, q.covarianceTimes(x));
            double error = data.targets()[i] - Matrices.dot(x, q.mean());
            sum += 0.5 * (Math.log(2 * Math.PI * variance) + error * error / variance);
        }
        return sum / data.rows();
    }

    private static ConjugateRegression grouped(int rows, long seed) {
        double[][] features = Targets.normals(rows, 3 * GROUP, Key.of(seed));
        double[] truth = Targets.normals(1, 3 * GROUP, Key.of(77))[0];
        double[] noise = Targets.normals(1, rows, Key.of(seed + 1))[0];
        double[] targets = new double[rows];
        for (int i = 0; i < rows; i++) {
            targets[i] = 0.5 * noise[i];
            for (int j = 0; j < truth.length; j++) {
                targets[i] += TRUE_SDS[j / GROUP] * truth[j] * features[i][j];
            }
        }
        return new ConjugateRegression(features, targets, 0.5, 1);
    }

    /** Each weight's group, one-hot. */
    private static double[][] groups() {
        double[][] features = new double[3 * GROUP][3];
        for (int i = 0; i < features.length; i++) {
            features[i][i / GROUP] = 1;
        }
        return features;
    }
}
