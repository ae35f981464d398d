package io.credence.bnn.inference.member;

import io.credence.bnn.inference.Progress;
import io.credence.bnn.inference.State;
import io.credence.bnn.random.Key;
import io.credence.bnn.tensor.Tensors;

/** All members' parameters with Adam's moments, in single precision as they are trained. */
public final class MemberState implements State {

    private final long step;
    private final Key key;
    private final float[] points;
    private final float[] momentum;
    private final float[] square;

    MemberState(long step, Key key, float[] points, float[] momentum, float[] square) {
        this.step = step;
        this.key = key;
        this.points = points;
        this.momentum = momentum;
        this.square = square;
    }

    static MemberState restore(Tensors saved, int length) {
        Progress progress = Progress.restore(saved);
        return new MemberState(
                progress.step(),
                progress.key(),
                floats(saved.get("points", length)),
                floats(saved.get("momentum", length)),
                floats(saved.get("square", length)));
    }

    /** Sweeps over the rows that are done. */
    @Override
    public long step() {
        return step;
    }

    @Override
    public Tensors save() {
        return new Progress(step, key)
                .save()
                .with("points", doubles(points, 0, points.length))
                .with("momentum", doubles(momentum, 0, momentum.length))
                .with("square", doubles(square, 0, square.length));
    }

    Key key() {
        return key;
    }

    float[] points() {
        return points;
    }

    float[] momentum() {
        return momentum;
    }

    float[] square() {
        return square;
    }

    static double[] doubles(float[] values, int from, int to) {
        double[] doubles = new double[to - from];
        for (int i = from; i < to; i++) {
            doubles[i - from] = values[i];
        }
        return doubles;
    }

    static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
