package io.credence.forecasting.model.volatility;

import java.util.List;

/**
 * The heterogeneous autoregression of Corsi (2009) on volatilities, fitted by the likelihood of returns:
 * <pre>sqrt(h_t) = c + daily v + weekly mean(v, 5) + monthly mean(v, 22),   all up to t - 1,</pre>
 * v being the root of the day's range variance, or |r| where there are no ranges; the smooth form has exponential averages of 1, 5 and 22 days
 * in their place (Bollerslev, Hood, Huss and Pedersen 2018), which do not jump when a large value leaves a window. All coefficients are at least 0. Before the
 * first return stands the mean of the first 22 values of v.
 *
 * <p>Corsi regresses realised volatility on itself; here the right side is fed to the density of the next return, so that
 * its scale needs no second step and the proxy may be biased, as a range is that misses the night.
 *
 * <p>Working coordinates: c in units of the returns' deviation, and the others themselves.
 */
record HarRecursion(boolean smooth) implements Recursion {

    private static final int CONSTANT = 1;
    private static final int DAILY = 2;
    private static final int WEEKLY = 3;
    private static final int MONTHLY = 4;
    private static final int WIDTH = 5;

    private static final int MONTH = 22;

    @Override
    public String name() {
        return smooth ? "shar" : "har";
    }

    @Override
    public List<String> names() {
        return List.of("constant", "daily", "weekly", "monthly");
    }

    @Override
    public boolean[] estimated(Sample sample) {
        return new boolean[] {true, true, true, true};
    }

    private static double volatility(Sample sample, int t) {
        return sample.hasRanges() ? Math.sqrt(sample.ranges()[t]) : Math.abs(sample.returns()[t]);
    }

    /** As they stand before the first return. */
    private VolatilityAverages before(Sample sample) {
        int early = Math.min(MONTH, sample.size());
        double mean = 0;
        for (int t = 0; t < early; t++) {
            mean += volatility(sample, t) / early;
        }
        return smooth ? new VolatilityAverages.Exponential(mean) : new VolatilityAverages.Moving(mean);
    }

    @Override
    public void filter(double[] theta, Sample sample, Path path) {
        double[] derivative = path.derivative();
        VolatilityAverages averages = before(sample);
        for (int t = 0; t <= path.size(); t++) {
            double daily = averages.daily();
            double weekly = averages.weekly();
            double monthly = averages.monthly();
            double deviation =
                    theta[CONSTANT] + theta[DAILY] * daily + theta[WEEKLY] * weekly + theta[MONTHLY] * monthly;
            path.variance()[t] = deviation * deviation;
            int row = t * WIDTH;
            derivative[row] = 0;
            derivative[row + CONSTANT] = 2 * deviation;
            derivative[row + DAILY] = 2 * deviation * daily;
            derivative[row + WEEKLY] = 2 * deviation * weekly;
            derivative[row + MONTHLY] = 2 * deviation * monthly;
            if (t < path.size()) {
                averages.update(volatility(sample, t));
            }
        }
    }

    @Override
    public void variances(double[] theta, Sample sample, Path path) {
        VolatilityAverages averages = before(sample);
        for (int t = 0; t <= path.size(); t++) {
            double deviation = theta[CONSTANT]
                    + theta[DAILY] * averages.daily()
                    + theta[WEEKLY] * averages.weekly()
                    + theta[MONTHLY] * averages.monthly();
            path.variance()[t] = deviation * deviation;
            if (t < path.size()) {
                averages.update(volatility(sample, t));
            }
        }
    }

    @Override
    public void bounds(Sample sample, double[] lower, double[] upper) {
        fill(lower, 1e-3, 0, 0, 0);
        fill(upper, 3, 3, 3, 3);
    }

    @Override
    public List<double[]> starts(Sample sample, int parameters) {
        // The weights sum to what makes the mean of v the deviation of returns.
        double mean = 0;
        for (int t = 0; t < sample.size(); t++) {
            mean += volatility(sample, t) / sample.size();
        }
        double scale = 0.9 * sample.deviation() / Math.max(mean, 1e-12);
        double[] x = new double[parameters];
        fill(x, 0.1, 0.3 * scale, 0.4 * scale, 0.3 * scale);
        double[] slow = new double[parameters];
        fill(slow, 0.1, 0.1 * scale, 0.3 * scale, 0.6 * scale);
        return List.of(x, slow);
    }

    private static void fill(double[] x, double constant, double daily, double weekly, double monthly) {
        x[CONSTANT] = constant;
        x[DAILY] = daily;
        x[WEEKLY] = weekly;
        x[MONTHLY] = monthly;
    }

    @Override
    public void natural(double[] x, Sample sample, double[] theta) {
        fill(theta, x[CONSTANT] * sample.deviation(), x[DAILY], x[WEEKLY], x[MONTHLY]);
    }

    @Override
    public void working(double[] theta, Sample sample, double[] x) {
        fill(x, theta[CONSTANT] / sample.deviation(), theta[DAILY], theta[WEEKLY], theta[MONTHLY]);
    }

    @Override
    public void pullBack(double[] x, Sample sample, double[] natural, double[] working) {
        fill(working, sample.deviation() * natural[CONSTANT], natural[DAILY], natural[WEEKLY], natural[MONTHLY]);
    }

    @Override
    public Tracker tracker(double[] theta, Sample sample, Path path) {
        VolatilityAverages averages = before(sample);
        for (int t = 0; t < sample.size(); t++) {
            averages.update(volatility(sample, t));
        }
        return new HarTracker(theta, sample.hasRanges(), sample.rangeRatio(), averages);
    }

    private static final class HarTracker implements Tracker {

        private final double[] theta;
        private final boolean ranged;
        private final double rangeRatio;
        private final VolatilityAverages averages;

        HarTracker(double[] theta, boolean ranged, double rangeRatio, VolatilityAverages averages) {
            this.theta = theta;
            this.ranged = ranged;
            this.rangeRatio = rangeRatio;
            this.averages = averages;
        }

        @Override
        public double variance() {
            double deviation = theta[CONSTANT]
                    + theta[DAILY] * averages.daily()
                    + theta[WEEKLY] * averages.weekly()
                    + theta[MONTHLY] * averages.monthly();
            return deviation * deviation;
        }

        @Override
        public void update(double residual, double range) {
            double squared = Double.isNaN(range) ? rangeRatio * variance() : range;
            averages.update(ranged ? Math.sqrt(squared) : Math.abs(residual + theta[0]));
        }

        @Override
        public Tracker at(double[] other) {
            return new HarTracker(other, ranged, rangeRatio, averages.copy());
        }

        @Override
        public Tracker copy() {
            return at(theta);
        }
    }
}
