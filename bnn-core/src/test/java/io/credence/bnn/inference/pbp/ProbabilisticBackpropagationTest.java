package io.credence.bnn.inference.pbp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.data.RegressionData;
import io.credence.bnn.data.UciSplit;
import io.credence.bnn.density.ConjugateRegression;
import io.credence.bnn.density.DataDensity;
import io.credence.bnn.density.Targets;
import io.credence.bnn.distribution.Gaussian;
import io.credence.bnn.inference.InferenceAlgorithm;
import io.credence.bnn.inference.InferenceContract;
import io.credence.bnn.inference.pbp.ProbabilisticBackpropagation.Options;
import io.credence.bnn.inference.pbp.ProbabilisticBackpropagation.State;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;

class ProbabilisticBackpropagationTest extends InferenceContract<State> {

    private static final int ROWS = 200;
    private static final double NOISE = 0.2;

    private final double[][] features = new double[ROWS][2];
    private final double[] targets = new double[ROWS];
    private final ProbabilisticBackpropagation pbp = small();

    /** A network of 13 weights on the first two features of a regression with as many coefficients. */
    @Override
    protected InferenceAlgorithm<State> on(DataDensity target) {
        ConjugateRegression data = (ConjugateRegression) target;
        double[][] inputs = Arrays.stream(data.features())
                .map(x -> new double[] {x[1], x[2]})
                .toArray(double[][]::new);
        return ProbabilisticBackpropagation.of(
                new RegressionData(inputs, data.targets()),
                Options.withDefaults().withHidden(3));
    }

    @Override
    protected DataDensity target() {
        return Targets.conjugate(40, 13, 11);
    }

    @Override
    protected int steps() {
        return 6;
    }

    @Test
    void findsTheFunctionAndTheNoise() {
        PbpPosterior posterior = pbp.posterior(pbp.run(Key.of(3), 40));
        Gaussian[] outputs = posterior.outputs(features);
        double error = 0;
        for (int row = 0; row < ROWS; row++) {
            error += Math.pow(outputs[row].mean() - function(features[row]), 2) / ROWS;
        }
        assertThat(Math.sqrt(error)).isLessThan(0.15);
        assertThat(Math.sqrt(posterior.noise().variance())).isCloseTo(NOISE, within(0.06));
    }

    /** Away from the data the weights' uncertainty shows in the output. */
    @Test
    void isLessSureFarOut() {
        PbpPosterior posterior = pbp.posterior(pbp.run(Key.of(3), 10));
        Gaussian[] outputs = posterior.outputs(new double[][] {{0, 0}, {10, 10}});
        assertThat(outputs[1].sd()).isGreaterThan(3 * outputs[0].sd());
    }

    @Test
    void evidenceRises() {
        State state = pbp.init(Key.of(3));
        double first = pbp.step(state).info().objective();
        assertThat(pbp.step(pbp.run(Key.of(3), 20)).info().objective()).isGreaterThan(first + 50);
    }

    @Test
    void refusesWhatIsNotANumber() {
        targets[3] = Double.NaN;
        assertThatThrownBy(this::small)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("target of row 3 is NaN");
    }

    /**
     * The paper's table 1: yacht, 20 splits, RMSE 1.015 +- 0.054 and test log-likelihood -1.634 +- 0.016; met within two joint standard
     * errors.
     */
    @Test
    void meetsThePublishedRowOnYacht() {
        double[] rmse = new double[20];
        double[] nll = new double[20];
        for (int split = 0; split < 20; split++) {
            UciSplit data = UciSplit.read("yacht", split);
            ProbabilisticBackpropagation method = ProbabilisticBackpropagation.of(
                    new RegressionData(data.trainFeatures(), data.trainTargets()), Options.withDefaults());
            PbpPosterior posterior = method.posterior(method.run(Key.of(split), ProbabilisticBackpropagation.PASSES));
            double[] scores = scores(posterior, data);
            rmse[split] = scores[0];
            nll[split] = scores[1];
        }
        assertThat(mean(rmse)).isLessThanOrEqualTo(1.015 + 2 * Math.hypot(0.054, standardError(rmse)));
        assertThat(mean(nll)).isLessThanOrEqualTo(1.634 + 2 * Math.hypot(0.016, standardError(nll)));
    }

    private static double[] scores(PbpPosterior posterior, UciSplit data) {
        Gaussian[] outputs = posterior.outputs(data.testFeatures());
        double square = 0;
        double nll = 0;
        for (int row = 0; row < outputs.length; row++) {
            double error = data.testTargets()[row] - data.mean() - data.sd() * outputs[row].mean();
            double sd = data.sd()
                    * Math.hypot(outputs[row].sd(), Math.sqrt(posterior.noise().variance()));
            square += error * error / outputs.length;
            nll += (0.5 * Math.log(2 * Math.PI) + Math.log(sd) + 0.5 * error * error / (sd * sd)) / outputs.length;
        }
        return new double[] {Math.sqrt(square), nll};
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double standardError(double[] values) {
        double mean = mean(values);
        double square = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(square / (values.length - 1) / values.length);
    }

    private ProbabilisticBackpropagation small() {
        if (targets[0] == 0) {
            fill();
        }
        return ProbabilisticBackpropagation.of(
                new RegressionData(features, targets), Options.withDefaults().withHidden(20));
    }

    private void fill() {
        ZigguratSampler gaussian =
                ZigguratSampler.NormalizedGaussian.of(Key.of(1).generator());
        for (int row = 0; row < ROWS; row++) {
            features[row][0] = gaussian.sample();
            features[row][1] = gaussian.sample();
            targets[row] = function(features[row]) + NOISE * gaussian.sample();
        }
    }

    private static double function(double[] x) {
        return Math.abs(x[0]) - 0.8 + 0.5 * x[1];
    }
}
