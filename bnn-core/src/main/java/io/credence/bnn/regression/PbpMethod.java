package io.credence.bnn.regression;

import io.credence.bnn.data.RegressionData;
import io.credence.bnn.data.Standardiser;
import io.credence.bnn.distribution.Gaussian;
import io.credence.bnn.inference.pbp.PbpPosterior;
import io.credence.bnn.inference.pbp.ProbabilisticBackpropagation;
import io.credence.bnn.predictive.GaussianMixtures;
import io.credence.bnn.random.Key;
import java.util.Arrays;

/** Probabilistic backpropagation, which has nothing to choose; the cut serves to score it. */
final class PbpMethod implements CutMethod {

    private static final String DEFAULTS = "defaults";

    @Override
    public Candidate candidate(Cut cut, Key key) {
        return new Candidate(DEFAULTS, fit(cut.fitting(), key.child(1)));
    }

    @Override
    public Predictor fit(String setting, RegressionData rows, Key key) {
        if (!setting.equals(DEFAULTS)) {
            throw new IllegalArgumentException("setting is " + setting + "; it must be " + DEFAULTS);
        }
        return fit(rows, key);
    }

    private static Predictor fit(RegressionData rows, Key key) {
        Standardiser standardiser = Standardiser.of(rows);
        RegressionData scaled = standardiser.apply(rows);
        ProbabilisticBackpropagation algorithm =
                ProbabilisticBackpropagation.of(scaled, ProbabilisticBackpropagation.Options.withDefaults());
        PbpPosterior posterior = algorithm.posterior(algorithm.run(key, ProbabilisticBackpropagation.PASSES));
        return inputs -> predict(posterior, standardiser, inputs);
    }

    private static GaussianMixtures predict(PbpPosterior posterior, Standardiser standardiser, double[][] inputs) {
        Gaussian[] outputs = posterior.outputs(standardiser.inputs(inputs));
        double noise = posterior.noise().variance();
        double[] means = Arrays.stream(outputs).mapToDouble(Gaussian::mean).toArray();
        double[] sds = Arrays.stream(outputs)
                .mapToDouble(output -> Math.sqrt(output.sd() * output.sd() + noise))
                .toArray();
        return new GaussianMixtures(new double[][] {means}, new double[][] {sds})
                .scaled(standardiser.targetMean(), standardiser.targetSd());
    }
}
