package io.credence.bnn.posterior;

import io.credence.bnn.random.Key;
import java.util.stream.IntStream;

/** All mass on one point: a network without doubt, such as an ensemble's member. */
public final class PointMass implements Posterior {

    private final double[] point;

    private PointMass(double[] point) {
        this.point = point.clone();
    }

    /** On this point, of at least one dimension. */
    public static PointMass of(double... point) {
        if (point.length == 0) {
            throw new IllegalArgumentException("point is empty; it has at least 1 dimension");
        }
        return new PointMass(point);
    }

    @Override
    public int dimension() {
        return point.length;
    }

    @Override
    public double[][] draw(int draws, Key key) {
        if (draws < 1) {
            throw new IllegalArgumentException("draws are " + draws + "; there must be at least 1");
        }
        return IntStream.range(0, draws).mapToObj(i -> point.clone()).toArray(double[][]::new);
    }

    @Override
    public double[] mean() {
        return point.clone();
    }

    @Override
    public double[] variance() {
        return new double[point.length];
    }
}
