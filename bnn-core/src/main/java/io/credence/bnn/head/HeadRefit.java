package io.credence.bnn.head;

import io.credence.bnn.data.SequenceData;
import io.credence.bnn.density.IndependentGaussian;
import io.credence.bnn.density.LogDensity;
import io.credence.bnn.linalg.Cholesky;
import io.credence.bnn.network.HeadGaussian;
import io.credence.bnn.network.SequenceNetwork;
import io.credence.bnn.posterior.GaussianPosterior;
import io.credence.bnn.posterior.Posterior;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Another posterior for a trained network's head, by any method's name: the backbone is held, the method fits the head on what the
 * backbone makes of the series, and the network is given the Gaussian that has the posterior's moments. For a posterior that is no
 * Gaussian, such as stored draws or a flow, that is an approximation; where it is one, nothing is lost but what outputs know of each
 * other, which predictions do not use.
 */
public final class HeadRefit {

    /** For the moments of a posterior that has no covariance of its own. */
    private static final int DRAWS = 2000;

    /** As a share of the mean variance: what keeps a covariance of draws positive definite. */
    private static final double JITTER = 1e-9;

    /** Log of the least standard deviation: a point, such as degrees of freedom that were held. */
    private static final double MOST_CERTAIN = Math.log(1e-6);

    private HeadRefit() {}

    /**
     * Fits and replaces the head.
     *
     * @param series that the network was trained on
     * @param prior of the head's dimension, as by {@link HeadShape#prior}
     * @param method a name of {@link HeadMethods#catalogue}
     * @throws IllegalArgumentException when there is no such method, with all names
     */
    public static SequenceNetwork of(
            SequenceNetwork network, List<SequenceData> series, LogDensity prior, String method, long seed) {
        return of(network, series, prior, HeadMethods.catalogue().get(method), method, seed);
    }

    /**
     * Goes on from the network's own head: its posterior, variances alone, is the prior of these rows.
     *
     * @param series whose counted targets the head has not learnt from
     * @throws IllegalStateException when the update does not converge
     */
    public static SequenceNetwork update(SequenceNetwork network, List<SequenceData> series) {
        FrozenBackbone learnt = new FrozenBackbone(network);
        IndependentGaussian prior = new IndependentGaussian(learnt.headMeans(), learnt.headSds());
        return of(network, series, prior, HeadMethods.update(learnt.headMeans()), "update", 0);
    }

    private static SequenceNetwork of(
            SequenceNetwork network,
            List<SequenceData> series,
            LogDensity prior,
            HeadMethod fit,
            String method,
            long seed) {
        HeadShape shape = HeadShape.of(network.spec());
        Key key = Key.of(seed);
        Posterior posterior = fit.fit(HeadDensity.of(rows(new FrozenBackbone(network), series), prior), key.child(0));
        TreeMap<String, String> facts = new TreeMap<>();
        facts.put("head", method);
        return network.withHead(moments(shape, posterior, key.child(1)), facts);
    }

    /** All steps that have a target. */
    private static HeadRows rows(FrozenBackbone backbone, List<SequenceData> series) {
        List<HeadRows> parts = series.stream().map(backbone::rows).toList();
        return HeadRows.joined(parts.stream().map(HeadRows::withTarget).toList());
    }

    private static HeadGaussian moments(HeadShape shape, Posterior posterior, Key key) {
        double[] logSds = Arrays.stream(posterior.variance())
                .map(variance -> 0.5 * Math.log(Math.max(variance, Double.MIN_NORMAL)))
                .map(logSd -> Math.max(logSd, MOST_CERTAIN))
                .toArray();
        return new HeadGaussian(
                shape.toNetwork(posterior.mean()), shape.toNetwork(logSds), factor(shape, posterior, key));
    }

    private static float[] factor(HeadShape shape, Posterior posterior, Key key) {
        double[][] draws = posterior instanceof GaussianPosterior ? new double[0][] : posterior.draw(DRAWS, key);
        int width = shape.width();
        float[] factor = new float[shape.outputs() * width * width];
        for (int output = 0; output < shape.outputs(); output++) {
            int from = output * width;
            double[][] covariance = posterior instanceof GaussianPosterior gaussian
                    ? covariance(gaussian, from, width)
                    : covariance(draws, posterior.mean(), from, width);
            put(steadied(covariance), factor, from * width);
        }
        return factor;
    }

    private static double[][] covariance(GaussianPosterior gaussian, int from, int width) {
        return IntStream.range(from, from + width)
                .mapToObj(i -> {
                    double[] unit = new double[gaussian.dimension()];
                    unit[i] = 1;
                    return Arrays.copyOfRange(gaussian.covarianceTimes(unit), from, from + width);
                })
                .toArray(double[][]::new);
    }

    private static double[][] covariance(double[][] draws, double[] mean, int from, int width) {
        double[][] covariance = new double[width][width];
        for (double[] draw : draws) {
            for (int i = 0; i < width; i++) {
                for (int j = 0; j < width; j++) {
                    covariance[i][j] +=
                            (draw[from + i] - mean[from + i]) * (draw[from + j] - mean[from + j]) / draws.length;
                }
            }
        }
        return covariance;
    }

    private static double[][] steadied(double[][] covariance) {
        double trace = IntStream.range(0, covariance.length)
                .mapToDouble(i -> covariance[i][i])
                .sum();
        for (int i = 0; i < covariance.length; i++) {
            covariance[i][i] += JITTER * trace / covariance.length + Double.MIN_NORMAL;
        }
        return Cholesky.of(covariance).lower();
    }

    private static void put(double[][] lower, float[] factor, int at) {
        for (int i = 0; i < lower.length; i++) {
            for (int j = 0; j <= i; j++) {
                factor[at + i * lower.length + j] = (float) lower[i][j];
            }
        }
    }
}
