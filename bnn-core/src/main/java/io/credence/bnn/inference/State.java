package io.credence.bnn.inference;

import io.credence.bnn.tensor.Tensors;

/** What an algorithm's next step needs, optimiser moments and place in the sequence of draws included. Immutable. */
public interface State {

    /** Steps done, at least 0. */
    long step();

    /** All of it; {@link InferenceAlgorithm#restore} reads it back to an equal state. */
    Tensors save();
}
