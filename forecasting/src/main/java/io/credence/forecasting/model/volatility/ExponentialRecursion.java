package io.credence.forecasting.model.volatility;

import java.util.List;

/**
 * EGARCH(1,1) (Nelson 1991), with z the standardised residual:
 * <pre>log h_t = omega + alpha (|z| - sqrt(2 / pi)) + gamma z + beta log h,   all at t - 1,</pre>
 * whatever the innovation's law, as Sheppard's arch package centres |z|. Before the first return stands the presample's
 * backcast for h, and nothing for the terms in z; with {@link Presample#VARIANCE} the first h is that variance itself.
 *
 * <p>Working coordinates: the level omega / (1 - beta) of log h, and alpha, gamma, beta themselves.
 */
record ExponentialRecursion() implements Recursion {

    private static final int OMEGA = 1;
    private static final int ALPHA = 2;
    private static final int GAMMA = 3;
    private static final int BETA = 4;
    private static final int WIDTH = 5;

    private static final double MEAN_SIZE = Math.sqrt(2 / Math.PI);
    private static final double MOST_PERSISTENT = 0.9999;

    /** Beyond this log variance a forecast is nonsense, and doubles near their end. */
    private static final double MOST_LOG_VARIANCE = 200;

    @Override
    public String name() {
        return "egarch";
    }

    @Override
    public List<String> names() {
        return List.of("omega", "alpha", "gamma", "beta");
    }

    @Override
    public boolean[] estimated(Sample sample) {
        return new boolean[] {true, true, true, true};
    }

    @Override
    public void filter(double[] theta, Sample sample, Path path) {
        double mean = theta[0];
        double alpha = theta[ALPHA];
        double gamma = theta[GAMMA];
        double beta = theta[BETA];
        double[] returns = sample.returns();
        double[] derivative = path.derivative();
        double backcast = sample.backcast(2, mean);
        boolean givesFirst = sample.presample() == Presample.VARIANCE;

        double logVariance = Math.log(backcast);
        double size = MEAN_SIZE;
        double z = 0;
        double carried = beta;
        double direct = 0;
        double byMean = sample.backcastSlope(2, mean) / backcast;
        double byOmega = 0;
        double byAlpha = 0;
        double byGamma = 0;
        double byBeta = 0;
        for (int t = 0; t <= path.size(); t++) {
            if (t > 0 || !givesFirst) {
                byMean = direct + carried * byMean;
                byOmega = 1 + carried * byOmega;
                byAlpha = size - MEAN_SIZE + carried * byAlpha;
                byGamma = z + carried * byGamma;
                byBeta = logVariance + carried * byBeta;
                logVariance = next(theta, logVariance, z, size);
            }
            double variance = Math.exp(logVariance);
            path.variance()[t] = variance;
            int row = t * WIDTH;
            derivative[row] = variance * byMean;
            derivative[row + OMEGA] = variance * byOmega;
            derivative[row + ALPHA] = variance * byAlpha;
            derivative[row + GAMMA] = variance * byGamma;
            derivative[row + BETA] = variance * byBeta;
            if (t < path.size()) {
                double deviation = Math.sqrt(variance);
                z = (returns[t] - mean) / deviation;
                size = Math.abs(z);
                double slope = z < 0 ? gamma - alpha : gamma + alpha;
                carried = beta - 0.5 * slope * z;
                direct = -slope / deviation;
            }
        }
    }

    private static double next(double[] theta, double logVariance, double z, double size) {
        double next = theta[OMEGA] + theta[ALPHA] * (size - MEAN_SIZE) + theta[GAMMA] * z + theta[BETA] * logVariance;
        return Math.clamp(next, -MOST_LOG_VARIANCE, MOST_LOG_VARIANCE);
    }

    @Override
    public void bounds(Sample sample, double[] lower, double[] upper) {
        double level = Math.log(sample.variance());
        fill(lower, level - 10, -0.5, -1, 0);
        fill(upper, level + 10, 2, 1, MOST_PERSISTENT);
    }

    @Override
    public List<double[]> starts(Sample sample, int parameters) {
        return List.of(
                start(sample, parameters, 0.15, -0.05, 0.98),
                start(sample, parameters, 0.1, 0, 0.99),
                start(sample, parameters, 0.25, -0.05, 0.93),
                start(sample, parameters, 0.3, 0, 0.8));
    }

    private static double[] start(Sample sample, int parameters, double alpha, double gamma, double beta) {
        double[] x = new double[parameters];
        fill(x, Math.log(sample.variance()), alpha, gamma, beta);
        return x;
    }

    private static void fill(double[] x, double level, double alpha, double gamma, double beta) {
        x[OMEGA] = level;
        x[ALPHA] = alpha;
        x[GAMMA] = gamma;
        x[BETA] = beta;
    }

    @Override
    public void natural(double[] x, Sample sample, double[] theta) {
        fill(theta, x[OMEGA] * (1 - x[BETA]), x[ALPHA], x[GAMMA], x[BETA]);
    }

    @Override
    public void working(double[] theta, Sample sample, double[] x) {
        fill(x, theta[OMEGA] / (1 - theta[BETA]), theta[ALPHA], theta[GAMMA], theta[BETA]);
    }

    @Override
    public void pullBack(double[] x, Sample sample, double[] natural, double[] working) {
        double byOmega = natural[OMEGA];
        fill(working, (1 - x[BETA]) * byOmega, natural[ALPHA], natural[GAMMA], natural[BETA] - x[OMEGA] * byOmega);
    }

    @Override
    public Tracker tracker(double[] theta, Sample sample, Path path) {
        return new ExponentialTracker(theta, Math.log(path.variance()[path.size()]));
    }

    private static final class ExponentialTracker implements Tracker {

        private final double[] theta;
        private double logVariance;

        ExponentialTracker(double[] theta, double logVariance) {
            this.theta = theta;
            this.logVariance = logVariance;
        }

        @Override
        public double variance() {
            return Math.exp(logVariance);
        }

        @Override
        public void update(double residual, double range) {
            double z = residual / Math.exp(logVariance / 2);
            logVariance = next(theta, logVariance, z, Math.abs(z));
        }

        @Override
        public Tracker at(double[] other) {
            return new ExponentialTracker(other, logVariance);
        }

        @Override
        public Tracker copy() {
            return new ExponentialTracker(theta, logVariance);
        }
    }
}
