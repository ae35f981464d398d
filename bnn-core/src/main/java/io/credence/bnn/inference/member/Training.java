package io.credence.bnn.inference.member;

/**
 * How long and how fast members are trained: Adam (Kingma and Ba 2015) whose rate falls to 0 along half a cosine.
 *
 * @param steps of the optimiser in all, at least 1
 * @param batch rows per step, at least 1; more than there are means all
 * @param rate Adam's at the start, above 0
 */
public record Training(int steps, int batch, double rate) {

    public Training {
        if (steps < 1 || batch < 1 || !(rate > 0) || !Double.isFinite(rate)) {
            throw new IllegalArgumentException("training has " + steps + " steps, batch " + batch + ", rate " + rate
                    + "; steps and batch must be at least 1, the rate above 0");
        }
    }

    public static Training withDefaults() {
        return new Training(8000, 100, 0.01);
    }

    public Training withSteps(int number) {
        return new Training(number, batch, rate);
    }

    public Training withBatch(int rows) {
        return new Training(steps, rows, rate);
    }

    public Training withRate(double start) {
        return new Training(steps, batch, start);
    }

    /** Steps in one sweep over so many rows. */
    int stepsPerSweep(int rows) {
        return Math.max(1, Math.round((float) rows / batch));
    }

    /** Sweeps that hold all steps. */
    int sweeps(int rows) {
        int each = stepsPerSweep(rows);
        return (steps + each - 1) / each;
    }

    /** The rate of a step, from 0; 0 after the last. */
    double rateAt(long step) {
        return 0.5 * rate * (1 + Math.cos(Math.PI * progress(step)));
    }

    double progress(long step) {
        return Math.min(1, (double) step / steps);
    }
}
