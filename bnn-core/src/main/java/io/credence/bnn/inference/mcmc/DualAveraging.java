package io.credence.bnn.inference.mcmc;

import io.credence.bnn.tensor.Tensors;

/**
 * Tunes a step size to a mean acceptance: Hoffman and Gelman (2014), "The No-U-Turn Sampler", section 3.2, with their constants.
 *
 * @param anchor log of the step size that early steps are drawn to
 * @param count updates
 * @param shortfall running mean of the target less the acceptance
 * @param logStep the next step size to try
 * @param logMean the averaged one, to use when tuning ends
 */
record DualAveraging(double anchor, int count, double shortfall, double logStep, double logMean) {

    private static final double GAMMA = 0.05;
    private static final double DELAY = 10;
    private static final double FORGETTING = 0.75;

    static DualAveraging from(double step) {
        return new DualAveraging(Math.log(10 * step), 0, 0, Math.log(step), 0);
    }

    DualAveraging after(double acceptance, double target) {
        int next = count + 1;
        double weight = 1 / (next + DELAY);
        double mean = (1 - weight) * shortfall + weight * (target - acceptance);
        double log = anchor - Math.sqrt(next) / GAMMA * mean;
        double share = Math.pow(next, -FORGETTING);
        return new DualAveraging(anchor, next, mean, log, share * log + (1 - share) * logMean);
    }

    /** To try while tuning. */
    double step() {
        return Math.exp(logStep);
    }

    /** To keep after tuning; without any update, the first. */
    double tuned() {
        return Math.exp(count == 0 ? logStep : logMean);
    }

    double[] values() {
        return new double[] {anchor, count, shortfall, logStep, logMean};
    }

    static DualAveraging restore(Tensors saved, String name) {
        double[] v = saved.get(name, 5);
        return new DualAveraging(v[0], (int) v[1], v[2], v[3], v[4]);
    }
}
