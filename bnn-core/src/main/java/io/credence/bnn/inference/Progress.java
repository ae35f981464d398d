package io.credence.bnn.inference;

import io.credence.bnn.random.Key;
import io.credence.bnn.tensor.Tensors;

/**
 * How far a run has come: what the saved states of all algorithms that draw begin with.
 *
 * @param step done, at least 0
 * @param key of all randomness
 */
public record Progress(long step, Key key) {

    /** These alone, for the state to add its own. */
    public Tensors save() {
        return Tensors.empty().withWhole("step", step).withWhole("key", key.seed());
    }

    /**
     * What {@link #save} gave, from among a state's own.
     *
     * @throws IllegalArgumentException when it is not there
     */
    public static Progress restore(Tensors saved) {
        return new Progress(saved.getWhole("step"), Key.of(saved.getWhole("key")));
    }
}
