package io.credence.bnn.inference.mcmc;

/**
 * When the metric is learnt: not in the first 15 % of warm-up (at most 75 steps), while chains still travel, nor in the last 10 %
 * (at most 50), where only the step size is tuned; between them in windows that start at 25 steps and double, each forgetting the one
 * before (Stan Reference Manual, "Automatic parameter tuning").
 *
 * @param steps of all warm-up
 */
record WarmUp(int steps) {

    private static final int LEAST = 20;
    private static final int FIRST_WINDOW = 25;

    boolean tunes(long step) {
        return step <= steps;
    }

    /** Whether this step's draws, counted from 1, count for the metric. */
    boolean learns(long step) {
        return steps >= LEAST && step > start() && step <= end();
    }

    /** Whether the metric is renewed after this step. */
    boolean renews(long step) {
        if (!learns(step)) {
            return false;
        }
        int window = FIRST_WINDOW;
        int close = start() + window;
        while (close < step) {
            window *= 2;
            close += window;
        }
        boolean nextFits = close + 2 * window <= end();
        return step == end() || step == close && nextFits;
    }

    private int start() {
        return (int) Math.min(75, 0.15 * steps);
    }

    private int end() {
        return steps - (int) Math.min(50, 0.1 * steps);
    }
}
