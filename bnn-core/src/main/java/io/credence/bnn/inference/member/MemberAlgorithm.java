package io.credence.bnn.inference.member;

import ai.djl.ndarray.NDArray;
import io.credence.bnn.data.RegressionData;
import io.credence.bnn.engine.NativeMemory;
import io.credence.bnn.inference.InferenceAlgorithm;
import io.credence.bnn.inference.Info;
import io.credence.bnn.inference.Step;
import io.credence.bnn.network.FeedForward;
import io.credence.bnn.posterior.MixturePosterior;
import io.credence.bnn.posterior.Posterior;
import io.credence.bnn.random.Key;
import io.credence.bnn.tensor.Tensors;
import java.util.stream.IntStream;

/**
 * Stochastic gradient training of several networks at once, on shared batches. A step is one sweep over the rows; {@link #sweeps}
 * of them are the whole training. What differs between methods is the loss, and what the trained numbers mean.
 *
 * <p>Native memory is held only while a step runs. One instance may be used by one thread at a time; several train beside each other.
 */
public abstract class MemberAlgorithm implements InferenceAlgorithm<MemberState> {

    protected final FeedForward network;
    private final RegressionData data;
    private final Training training;
    private final int members;

    /**
     * On standardised rows.
     *
     * @param members at least 1
     */
    protected MemberAlgorithm(FeedForward network, RegressionData data, Training training, int members) {
        if (data.columns() != network.inputs() || members < 1) {
            throw new IllegalArgumentException("the network takes " + network.inputs() + " inputs, data has "
                    + data.columns() + " columns; members are " + members + ", allowed is at least 1");
        }
        this.network = network;
        this.data = data;
        this.training = training;
        this.members = members;
    }

    /** Numbers trained per member. */
    protected abstract int width();

    /** Where training starts, {@code [members][width]}. */
    protected abstract double[][] start(Key key);

    /** The sum over members of each one's loss per row, a scalar. */
    protected abstract NDArray loss(MemberBatch batch);

    /** What a member's trained numbers say of the parameters. */
    protected abstract Posterior member(int index, double[] trained);

    public final int members() {
        return members;
    }

    /** Steps of this algorithm that make the whole training. */
    public final int sweeps() {
        return training.sweeps(data.rows());
    }

    /** Trains to the end. */
    public final MemberState run(Key key) {
        return run(key, sweeps());
    }

    @Override
    public final MemberState init(Key key) {
        int length = members * width();
        float[] points = new float[length];
        double[][] start = start(key.child(0));
        for (int i = 0; i < length; i++) {
            points[i] = (float) start[i / width()][i % width()];
        }
        return new MemberState(0, key, points, new float[length], new float[length]);
    }

    @Override
    public final Step<MemberState> step(MemberState state) {
        return NativeMemory.guard(
                () -> "a sweep of " + members + " members in batches of " + training.batch(), () -> sweep(state));
    }

    private Step<MemberState> sweep(MemberState state) {
        try (Sweep sweep = new Sweep(data, training, state, members, state.key().child(state.step() + 1))) {
            double loss = sweep.run(this::loss) / members;
            if (!Double.isFinite(loss)) {
                throw new IllegalStateException("the loss is " + loss + " in sweep " + (state.step() + 1)
                        + ". Maybe the learning rate " + training.rate() + " is too high?");
            }
            MemberState next = sweep.state(state);
            return new Step<>(next, Info.of(next.step(), -loss * data.rows(), (long) members * data.rows()));
        }
    }

    /** The equal mixture of all members. */
    @Override
    public final Posterior posterior(MemberState state) {
        return MixturePosterior.of(IntStream.range(0, members)
                .mapToObj(member -> posterior(state, member))
                .toList());
    }

    /** One member's. */
    public final Posterior posterior(MemberState state, int member) {
        return member(member, MemberState.doubles(state.points(), member * width(), (member + 1) * width()));
    }

    @Override
    public final MemberState restore(Tensors saved) {
        return MemberState.restore(saved, members * width());
    }

    protected final int rows() {
        return data.rows();
    }
}
