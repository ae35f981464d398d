package io.credence.bnn.inference.elbo;

import io.credence.bnn.inference.Progress;
import io.credence.bnn.inference.State;
import io.credence.bnn.random.Key;
import io.credence.bnn.tensor.Tensors;

/**
 * What the next step of an inference by a bound needs.
 *
 * @param step done
 * @param key of all randomness
 * @param values of what is learnt: means, log scales, mixing parameters, and where the prior is learnt its network's last
 * @param first Adam's moment
 * @param second Adam's moment
 * @param average of the values since averaging began; the values themselves before
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record BoundState(long step, Key key, double[] values, double[] first, double[] second, double[] average)
        implements State {

    @Override
    public Tensors save() {
        return new Progress(step, key)
                .save()
                .with("values", values)
                .with("first", first)
                .with("second", second)
                .with("average", average);
    }

    /** @param size of the values */
    static BoundState restore(Tensors saved, int size) {
        Progress progress = Progress.restore(saved);
        return new BoundState(
                progress.step(),
                progress.key(),
                saved.get("values", size),
                saved.get("first", size),
                saved.get("second", size),
                saved.get("average", size));
    }
}
