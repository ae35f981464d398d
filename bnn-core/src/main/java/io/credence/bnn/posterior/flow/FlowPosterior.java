package io.credence.bnn.posterior.flow;

import io.credence.bnn.posterior.DensityPosterior;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** A flow with its parameters. Density and score are exact, by the layers' inverses; moments are those of 32,768 draws. */
public final class FlowPosterior implements DensityPosterior {

    private static final int MOMENT_DRAWS = 1 << 15;

    private final Flow flow;
    private final double[] parameters;
    private final double[] mean;
    private final double[] variance;

    private FlowPosterior(Flow flow, double[] parameters) {
        this.flow = flow;
        this.parameters = parameters;
        mean = new double[flow.dimension()];
        variance = new double[flow.dimension()];
        double[][] draws = draw(MOMENT_DRAWS, Key.of(0));
        for (int i = 0; i < mean.length; i++) {
            int at = i;
            double[] column = Arrays.stream(draws).mapToDouble(d -> d[at]).toArray();
            mean[i] = Arrays.stream(column).average().orElseThrow();
            variance[i] = Arrays.stream(column)
                    .map(v -> (v - mean[at]) * (v - mean[at]))
                    .average()
                    .orElseThrow();
        }
    }

    /**
     * Of parameters.
     *
     * @param parameters {@code [flow.size()]}
     */
    public static FlowPosterior of(Flow flow, double[] parameters) {
        if (parameters.length != flow.size()) {
            throw new IllegalArgumentException(
                    "parameters have length " + parameters.length + "; the flow needs " + flow.size());
        }
        return new FlowPosterior(flow, parameters.clone());
    }

    @Override
    public int dimension() {
        return flow.dimension();
    }

    @Override
    public double[][] draw(int draws, Key key) {
        if (draws < 1) {
            throw new IllegalArgumentException("draws are " + draws + "; there must be at least 1");
        }
        ZigguratSampler gaussian = ZigguratSampler.NormalizedGaussian.of(key.generator());
        double[][] points = new double[draws][];
        for (int d = 0; d < draws; d++) {
            double[] noise = new double[dimension()];
            Arrays.setAll(noise, i -> gaussian.sample());
            points[d] = flow.forward(parameters, noise).point().clone();
        }
        return points;
    }

    @Override
    public double[] mean() {
        return mean.clone();
    }

    @Override
    public double[] variance() {
        return variance.clone();
    }

    @Override
    public double logDensity(double[] point) {
        return flow.inverse(parameters, point).logDensity();
    }

    @Override
    public void score(double[] point, double[] score) {
        double[] exact = flow.score(parameters, flow.inverse(parameters, point));
        System.arraycopy(exact, 0, score, 0, score.length);
    }
}
