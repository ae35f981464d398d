package io.credence.bnn.inference.vi;

import java.util.stream.IntStream;

/**
 * How many draws of the head's weights a step shares among its rows. A draw for each row by itself has the gradient with the least noise, but a
 * variance, a root and a random number for each output, which cost a large batch a quarter of its step. In a large batch each draw serves a group
 * of streams instead: the mean over some tens of draws has little noise as well.
 */
final class SharedDraws {

    /** Each row has its own. */
    static final int NONE = 0;

    /** Outputs in a step from which draws are shared. */
    private static final int MANY = 1 << 16;

    private static final int MOST = 64;
    private static final int FEWEST = 16;

    private SharedDraws() {}

    /**
     * The greatest number of draws, within bounds, that divides the streams evenly; none where outputs are few or there is no such number.
     *
     * @param streams side by side in the batch
     * @param outputs of the head, of all rows
     */
    static int of(int streams, int outputs) {
        return outputs < MANY
                ? NONE
                : IntStream.rangeClosed(FEWEST, MOST)
                        .filter(draws -> streams % draws == 0)
                        .max()
                        .orElse(NONE);
    }
}
