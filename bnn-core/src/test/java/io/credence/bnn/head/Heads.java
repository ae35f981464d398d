package io.credence.bnn.head;

import io.credence.bnn.density.Targets;
import io.credence.bnn.likelihood.Baseline;
import io.credence.bnn.likelihood.HurdleStudentTRow;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.TSampler;

/** Heads whose truth is known. */
final class Heads {

    private Heads() {}

    /** Targets of the model itself under this point, over a baseline that is not trivial. */
    static HeadRows simulated(HeadShape shape, double[] truth, int rows, long seed) {
        double[][] features = Targets.normals(rows, shape.width(), Key.of(seed).child(0));
        UniformRandomProvider random = Key.of(seed).child(1).generator();
        double[][] targets = new double[rows][shape.horizons()];
        Baseline[][] baselines = new Baseline[rows][shape.horizons()];
        for (int row = 0; row < rows; row++) {
            features[row][shape.features()] = 1;
            for (int h = 0; h < shape.horizons(); h++) {
                baselines[row][h] = new Baseline(0.1 * h, 1.5, -0.2, 0.3, 0.05);
                targets[row][h] = target(shape, truth, features[row], baselines[row][h], h, random);
            }
        }
        return new HeadRows(features, targets, baselines);
    }

    /** Weights of order 0.3, an atom of a third or so, about 5 degrees of freedom. */
    static double[] truth(HeadShape shape, long seed) {
        double[] point = Targets.normals(1, shape.dimension(), Key.of(seed))[0];
        for (int i = 0; i < shape.rawDf(0); i++) {
            point[i] *= 0.3;
        }
        Arrays.fill(point, shape.rawDf(0), shape.dimension(), 2.8);
        return point;
    }

    private static double target(
            HeadShape shape, double[] truth, double[] x, Baseline baseline, int h, UniformRandomProvider random) {
        double logit = baseline.logit() + output(shape, truth, x, h);
        if (random.nextDouble() < 1 / (1 + Math.exp(-logit))) {
            return 0;
        }
        double location =
                baseline.location() + baseline.locationScale() * output(shape, truth, x, shape.horizons() + h);
        double scale = Math.hypot(
                baseline.floor(), Math.exp(baseline.logScale() + output(shape, truth, x, 2 * shape.horizons() + h)));
        double df = HurdleStudentTRow.of(truth[shape.rawDf(h)]).df();
        return location + scale * TSampler.of(random, df).sample();
    }

    private static double output(HeadShape shape, double[] point, double[] x, int output) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            sum += point[output * shape.width() + j] * x[j];
        }
        return sum;
    }

    /** Rows of a model of this shape, under a standard prior. */
    static HeadDensity density(HeadShape shape, int rows) {
        return HeadDensity.of(simulated(shape, truth(shape, 3), rows, 4), shape.prior(1, 1, 2, 1));
    }

    /** A density that is nowhere positive: a target is infinite. */
    static HeadDensity nowhere(HeadShape shape) {
        HeadRows rows = simulated(shape, truth(shape, 3), 10, 4);
        rows.targets()[5][0] = Double.POSITIVE_INFINITY;
        return HeadDensity.of(rows, shape.prior(1, 1, 2, 1));
    }
}
