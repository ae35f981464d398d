package io.credence.bnn.network.moment;

/** What a window must have. */
final class Windows {

    private Windows() {}

    /** The steps, if there are enough. */
    static int checked(String network, int steps, int least) {
        if (steps < least) {
            throw new IllegalArgumentException("a window for " + network + " has " + steps
                    + " steps; it needs at least " + least + ". Maybe the history is too short?");
        }
        return steps;
    }
}
