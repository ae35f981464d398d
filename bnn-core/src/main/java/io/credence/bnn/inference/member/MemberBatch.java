package io.credence.bnn.inference.member;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.credence.bnn.engine.NoiseTable;

/** What one step's loss is made of: all members' parameters, the rows that they share, and noise. */
public final class MemberBatch {

    private final NDArray points;
    private final NDArray x;
    private final NDArray y;
    private final NoiseTable noise;
    private final double progress;

    MemberBatch(NDArray points, NDArray x, NDArray y, NoiseTable noise, double progress) {
        this.points = points;
        this.x = x;
        this.y = y;
        this.noise = noise;
        this.progress = progress;
    }

    /** {@code [members, width]}. */
    public NDArray points() {
        return points;
    }

    /** {@code [rows, inputs]}. */
    public NDArray x() {
        return x;
    }

    /** {@code [rows]}. */
    public NDArray y() {
        return y;
    }

    public long rows() {
        return y.getShape().get(0);
    }

    /** The part of the training that is done: 0 at the first step, 1 after the last. */
    public double progress() {
        return progress;
    }

    /** Standard Gaussian noise, reproducible from the run's key. */
    public NDArray gaussian(Shape shape) {
        return noise.draw(shape);
    }
}
