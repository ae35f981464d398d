package io.credence.forecasting.model.volatility;

import java.util.Arrays;
import java.util.List;

/**
 * The heterogeneous autoregression of Corsi (2009) on volatilities, fitted by the likelihood of returns:
 * <pre>sqrt(h_t) = c + daily v + weekly mean(v, 5) + monthly mean(v, 22),   all up to t - 1,</pre>
 * v being the root of the day's range variance, or |r| where there are no ranges. All coefficients are at least 0. Before the
 * first return stands the mean of the first 22 values of v.
 *
 * <p>Corsi regresses realised volatility on itself; here the right side is fed to the density of the next return, so that
 * its scale needs no second step and the proxy may be biased, as a range is that misses the night.
 *
 * <p>Working coordinates: c in units of the returns' deviation, and the others themselves.
 */
record HarRecursion() implements Recursion {

    private static final int CONSTANT = 1;
    private static final int DAILY = 2;
    private static final int WEEKLY = 3;
    private static final int MONTHLY = 4;
    private static final int WIDTH = 5;

    private static final int WEEK = 5;
    private static final int MONTH = 22;

    @Override
    public String name() {
        return "har";
    }

    @Override
    public List<String> names() {
        return List.of("constant", "daily", "weekly", "monthly");
    }

    @Override
    public boolean[] estimated(Sample sample) {
        return new boolean[] {true, true, true, true};
    }

    /** v, and before it a month of presample. */
    private static double[] volatilities(Sample sample) {
        int n = sample.size();
        boolean ranged = sample.hasRanges();
        double[] v = new double[MONTH + n];
        for (int t = 0; t < n; t++) {
            v[MONTH + t] = ranged ? Math.sqrt(sample.ranges()[t]) : Math.abs(sample.returns()[t]);
        }
        double mean =
                Arrays.stream(v, MONTH, Math.min(2 * MONTH, v.length)).average().orElse(0);
        Arrays.fill(v, 0, MONTH, mean);
        return v;
    }

    @Override
    public void filter(double[] theta, Sample sample, Path path) {
        double[] v = volatilities(sample);
        double[] derivative = path.derivative();
        double week = sum(v, MONTH - WEEK, MONTH);
        double month = sum(v, 0, MONTH);
        for (int t = 0; t <= path.size(); t++) {
            int latest = MONTH + t - 1;
            double daily = v[latest];
            double weekly = week / WEEK;
            double monthly = month / MONTH;
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
                week += v[latest + 1] - v[latest + 1 - WEEK];
                month += v[latest + 1] - v[latest + 1 - MONTH];
            }
        }
    }

    private static double sum(double[] v, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += v[i];
        }
        return sum;
    }

    @Override
    public void bounds(Sample sample, double[] lower, double[] upper) {
        fill(lower, 1e-3, 0, 0, 0);
        fill(upper, 3, 3, 3, 3);
    }

    @Override
    public List<double[]> starts(Sample sample, int parameters) {
        // The weights sum to what makes the mean of v the deviation of returns.
        double[] v = volatilities(sample);
        double scale = 0.9 * sample.deviation() / Math.max(sum(v, 0, v.length) / v.length, 1e-12);
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
        double[] v = volatilities(sample);
        double[] month = Arrays.copyOfRange(v, v.length - MONTH, v.length);
        return new HarTracker(theta, sample.hasRanges(), sample.rangeRatio(), month, 0);
    }

    /** A ring of the latest month; its sums are made anew at each step, so that rounding does not build up. */
    private static final class HarTracker implements Tracker {

        private final double[] theta;
        private final boolean ranged;
        private final double rangeRatio;
        private final double[] ring;
        /** Where the oldest stands, and the next goes. */
        private int at;

        HarTracker(double[] theta, boolean ranged, double rangeRatio, double[] ring, int at) {
            this.theta = theta;
            this.ranged = ranged;
            this.rangeRatio = rangeRatio;
            this.ring = ring;
            this.at = at;
        }

        @Override
        public double variance() {
            double week = 0;
            for (int i = 1; i <= WEEK; i++) {
                week += latest(i);
            }
            double deviation = theta[CONSTANT]
                    + theta[DAILY] * latest(1)
                    + theta[WEEKLY] * week / WEEK
                    + theta[MONTHLY] * sum(ring, 0, MONTH) / MONTH;
            return deviation * deviation;
        }

        private double latest(int back) {
            return ring[(at - back + MONTH) % MONTH];
        }

        @Override
        public void update(double residual, double range) {
            double squared = Double.isNaN(range) ? rangeRatio * variance() : range;
            ring[at] = ranged ? Math.sqrt(squared) : Math.abs(residual + theta[0]);
            at = (at + 1) % MONTH;
        }

        @Override
        public Tracker copy() {
            return new HarTracker(theta, ranged, rangeRatio, ring.clone(), at);
        }
    }
}
