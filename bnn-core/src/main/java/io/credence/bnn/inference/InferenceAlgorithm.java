package io.credence.bnn.inference;

import io.credence.bnn.posterior.Posterior;
import io.credence.bnn.random.Key;
import io.credence.bnn.tensor.Tensors;

/**
 * An inference algorithm on one target. One algorithm is one class, with its members in this order; adding one touches no other.
 * All randomness comes from the key given to {@link #init}: the same key gives the same posterior, also when the state was saved
 * and restored on the way.
 *
 * @param <S> its state
 */
public interface InferenceAlgorithm<S extends State> {

    /**
     * The state before the first step.
     *
     * @throws IllegalArgumentException when the target cannot be evaluated there, with the value
     */
    S init(Key key);

    /**
     * One step. The given state is not changed.
     *
     * @throws IllegalStateException when the objective stops being finite, with step and value
     */
    Step<S> step(S state);

    /** What is known of the parameters at this state. */
    Posterior posterior(S state);

    /**
     * A state that was saved.
     *
     * @throws IllegalArgumentException when it is not one of this algorithm's on this target
     */
    S restore(Tensors saved);

    /** Steps until done, from {@link #init}. */
    default S run(Key key, long steps) {
        S state = init(key);
        for (long i = 0; i < steps; i++) {
            state = step(state).state();
        }
        return state;
    }
}
