package io.credence.forecasting.model.volatility;

import java.util.List;

/**
 * The t-GAS model (Creal, Koopman and Lucas 2013, equation 9): the variance follows the score of the Student-t density,
 * scaled by its inverse information, so that one outlier moves it little.
 * <pre>h_t = omega + alpha (w e^2 - h) + beta h,   w = (nu + 1) / (nu - 2 + e^2 / h),   all at t - 1.</pre>
 * Their A is alpha / (1 + 3 / nu). Before the first return stands the presample's backcast for h, with a score of zero.
 *
 * <p>Working coordinates: log omega, beta in [0, 1), and alpha's share of beta in [0, 1], under which h stays positive.
 */
record ScoreRecursion() implements Recursion {

    private static final int OMEGA = 1;
    private static final int ALPHA = 2;
    private static final int BETA = 3;
    private static final int FREEDOM = 4;
    private static final int WIDTH = 5;

    private static final int PERSISTENCE = 2;
    private static final int SHARE = 3;

    private static final double MOST_PERSISTENT = 1 - 1e-6;

    @Override
    public String name() {
        return "gas";
    }

    @Override
    public List<String> names() {
        return List.of("omega", "alpha", "beta");
    }

    /** The degrees of freedom weigh the score. */
    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public boolean[] estimated(Sample sample) {
        return new boolean[] {true, true, true};
    }

    @Override
    public void filter(double[] theta, Sample sample, Path path) {
        double mean = theta[0];
        double omega = theta[OMEGA];
        double alpha = theta[ALPHA];
        double beta = theta[BETA];
        double freedom = theta[FREEDOM];
        double[] returns = sample.returns();
        double[] derivative = path.derivative();

        double h = sample.backcast(2, mean);
        double score = 0;
        double carried = beta;
        double direct = 0;
        double directFreedom = 0;
        double byMean = sample.backcastSlope(2, mean);
        double byOmega = 0;
        double byAlpha = 0;
        double byBeta = 0;
        double byFreedom = 0;
        for (int t = 0; t <= path.size(); t++) {
            byMean = direct + carried * byMean;
            byOmega = 1 + carried * byOmega;
            byAlpha = score + carried * byAlpha;
            byBeta = h + carried * byBeta;
            byFreedom = directFreedom + carried * byFreedom;
            h = omega + alpha * score + beta * h;
            path.variance()[t] = h;
            int row = t * WIDTH;
            derivative[row] = byMean;
            derivative[row + OMEGA] = byOmega;
            derivative[row + ALPHA] = byAlpha;
            derivative[row + BETA] = byBeta;
            derivative[row + FREEDOM] = byFreedom;
            if (t < path.size()) {
                double e = returns[t] - mean;
                double square = e * e;
                double base = freedom - 2 + square / h;
                double w = (freedom + 1) / base;
                double wByRatio = -w / base;
                score = w * square - h;
                carried = beta + alpha * (-1 - wByRatio * square * square / (h * h));
                direct = -alpha * 2 * e * (w + wByRatio * square / h);
                directFreedom = alpha * square * (1 - w) / base;
            }
        }
    }

    @Override
    public void bounds(Sample sample, double[] lower, double[] upper) {
        double unit = Math.log(sample.variance());
        fill(lower, unit + Math.log(1e-8), 0, 0);
        fill(upper, unit + Math.log(10), MOST_PERSISTENT, 1);
    }

    @Override
    public List<double[]> starts(Sample sample, int parameters) {
        return List.of(
                start(sample, parameters, 0.98, 0.08),
                start(sample, parameters, 0.99, 0.05),
                start(sample, parameters, 0.95, 0.15),
                start(sample, parameters, 0.8, 0.3));
    }

    private static double[] start(Sample sample, int parameters, double persistence, double share) {
        double[] x = new double[parameters];
        fill(x, Math.log(sample.variance() * (1 - persistence)), persistence, share);
        return x;
    }

    private static void fill(double[] x, double omega, double persistence, double share) {
        x[OMEGA] = omega;
        x[PERSISTENCE] = persistence;
        x[SHARE] = share;
    }

    @Override
    public void natural(double[] x, Sample sample, double[] theta) {
        theta[OMEGA] = Math.exp(x[OMEGA]);
        theta[ALPHA] = x[PERSISTENCE] * x[SHARE];
        theta[BETA] = x[PERSISTENCE];
    }

    @Override
    public void working(double[] theta, Sample sample, double[] x) {
        fill(x, Math.log(theta[OMEGA]), theta[BETA], theta[BETA] > 0 ? theta[ALPHA] / theta[BETA] : 0);
    }

    @Override
    public void pullBack(double[] x, Sample sample, double[] natural, double[] working) {
        double byAlpha = natural[ALPHA];
        fill(
                working,
                Math.exp(x[OMEGA]) * natural[OMEGA],
                natural[BETA] + x[SHARE] * byAlpha,
                x[PERSISTENCE] * byAlpha);
    }

    @Override
    public Tracker tracker(double[] theta, Sample sample, Path path) {
        return new ScoreTracker(theta, path.variance()[path.size()]);
    }

    private static final class ScoreTracker implements Tracker {

        private final double[] theta;
        private double h;

        ScoreTracker(double[] theta, double h) {
            this.theta = theta;
            this.h = h;
        }

        @Override
        public double variance() {
            return h;
        }

        @Override
        public void update(double residual, double range) {
            double square = residual * residual;
            double w = (theta[FREEDOM] + 1) / (theta[FREEDOM] - 2 + square / h);
            h = theta[OMEGA] + theta[ALPHA] * (w * square - h) + theta[BETA] * h;
        }

        @Override
        public Tracker at(double[] other) {
            return new ScoreTracker(other, h);
        }

        @Override
        public Tracker copy() {
            return new ScoreTracker(theta, h);
        }
    }
}
