package io.credence.forecasting.model.volatility;

import java.util.List;

/**
 * The family of GARCH(1,1), with e the residual, p the power (2, or 1 for TARCH) and v = sigma^p:
 * <pre>v_t = omega + (alpha + gamma 1[e &lt; 0]) |e|^p + delta R + beta v,   all at t - 1.</pre>
 * GARCH is Bollerslev's (1986), gamma that of Glosten, Jagannathan and Runkle (1993), TARCH Zakoian's (1994); R is the
 * variance that the day's range tells of (Parkinson 1980; Garman and Klass 1980), as Engle and Gallo (2006) feed it. Before the first return stand
 * the presample's backcast for v and |e|^p, half of it for the asymmetric term, and its share for R.
 *
 * <p>Working coordinates: log omega; persistence P = alpha + gamma/2 + kappa delta + beta in [0, 1), kappa being the mean
 * ratio of R to the variance; the share of it that is news; the share of news that falls on negative returns; and the share
 * that comes from the range.
 */
record NewsRecursion(int power, boolean asymmetric, boolean ranged) implements Recursion {

    static final NewsRecursion GARCH = new NewsRecursion(2, false, false);
    static final NewsRecursion GJR = new NewsRecursion(2, true, false);
    static final NewsRecursion TARCH = new NewsRecursion(1, true, false);
    static final NewsRecursion RANGE_GJR = new NewsRecursion(2, true, true);

    private static final int OMEGA = 1;
    private static final int ALPHA = 2;
    private static final int GAMMA = 3;
    private static final int BETA = 4;
    private static final int DELTA = 5;
    private static final int WIDTH = 6;

    private static final int PERSISTENCE = 2;
    private static final int NEWS = 3;
    private static final int NEGATIVE = 4;
    private static final int RANGE = 5;

    /** At 1 the forecast never returns to a mean. */
    private static final double MOST_PERSISTENT = 1 - 1e-6;

    @Override
    public String name() {
        if (ranged) {
            return "rgjr";
        }
        if (power == 1) {
            return "tarch";
        }
        return asymmetric ? "gjr" : "garch";
    }

    @Override
    public List<String> names() {
        return List.of("omega", "alpha", "gamma", "beta", "delta");
    }

    @Override
    public boolean[] estimated(Sample sample) {
        return new boolean[] {true, true, asymmetric, true, usesRange(sample)};
    }

    private boolean usesRange(Sample sample) {
        return ranged && sample.hasRanges();
    }

    /** Mean |e|^p, the unit of v. */
    private double unit(Sample sample) {
        return power == 2 ? sample.variance() : sample.deviation();
    }

    /** Mean R per unit of v. */
    private double kappa(Sample sample) {
        return sample.rangeRatio() * sample.variance() / unit(sample);
    }

    @Override
    public void filter(double[] theta, Sample sample, Path path) {
        double mean = theta[0];
        double omega = theta[OMEGA];
        double alpha = theta[ALPHA];
        double gamma = theta[GAMMA];
        double beta = theta[BETA];
        double delta = theta[DELTA];
        double[] returns = sample.returns();
        double[] ranges = usesRange(sample) ? sample.ranges() : new double[0];
        double[] derivative = path.derivative();
        double backcast = sample.backcast(power, mean);
        double backcastSlope = sample.backcastSlope(power, mean);
        double kappa = kappa(sample);

        double news = backcast;
        double bad = 0.5 * backcast;
        double newsByMean = (alpha + 0.5 * gamma + kappa * delta) * backcastSlope;
        double range = kappa * backcast;
        double v = backcast;
        double byMean = backcastSlope;
        double byOmega = 0;
        double byAlpha = 0;
        double byGamma = 0;
        double byBeta = 0;
        double byDelta = 0;
        for (int t = 0; t <= path.size(); t++) {
            byMean = newsByMean + beta * byMean;
            byOmega = 1 + beta * byOmega;
            byAlpha = news + beta * byAlpha;
            byGamma = bad + beta * byGamma;
            byBeta = v + beta * byBeta;
            byDelta = range + beta * byDelta;
            v = omega + alpha * news + gamma * bad + delta * range + beta * v;
            double chain = power == 2 ? 1 : 2 * v;
            path.variance()[t] = power == 2 ? v : v * v;
            int row = t * WIDTH;
            derivative[row] = chain * byMean;
            derivative[row + OMEGA] = chain * byOmega;
            derivative[row + ALPHA] = chain * byAlpha;
            derivative[row + GAMMA] = chain * byGamma;
            derivative[row + BETA] = chain * byBeta;
            derivative[row + DELTA] = chain * byDelta;
            if (t < path.size()) {
                double residual = returns[t] - mean;
                double slope = power == 2 ? 2 * residual : Math.signum(residual);
                news = power == 2 ? residual * residual : Math.abs(residual);
                bad = residual < 0 ? news : 0;
                newsByMean = -slope * (residual < 0 ? alpha + gamma : alpha);
                range = ranges.length == 0 ? 0 : ranges[t];
            }
        }
    }

    @Override
    public void variances(double[] theta, Sample sample, Path path) {
        double[] returns = sample.returns();
        double[] ranges = usesRange(sample) ? sample.ranges() : new double[0];
        double backcast = sample.backcast(power, theta[0]);
        double news = (theta[ALPHA] + 0.5 * theta[GAMMA]) * backcast;
        double range = kappa(sample) * backcast;
        double v = backcast;
        for (int t = 0; t <= path.size(); t++) {
            v = theta[OMEGA] + news + theta[DELTA] * range + theta[BETA] * v;
            path.variance()[t] = power == 2 ? v : v * v;
            if (t < path.size()) {
                double residual = returns[t] - theta[0];
                double weight = residual < 0 ? theta[ALPHA] + theta[GAMMA] : theta[ALPHA];
                news = weight * (power == 2 ? residual * residual : Math.abs(residual));
                range = ranges.length == 0 ? 0 : ranges[t];
            }
        }
    }

    @Override
    public void bounds(Sample sample, double[] lower, double[] upper) {
        double logUnit = Math.log(unit(sample));
        fill(lower, logUnit + Math.log(1e-8), 0, 0, asymmetric ? 0 : 0.5, 0);
        fill(upper, logUnit + Math.log(10), MOST_PERSISTENT, 1, asymmetric ? 1 : 0.5, usesRange(sample) ? 1 : 0);
    }

    @Override
    public List<double[]> starts(Sample sample, int parameters) {
        return List.of(
                start(sample, parameters, 0.98, 0.07),
                start(sample, parameters, 0.98, 0.15),
                start(sample, parameters, 0.93, 0.12),
                start(sample, parameters, 0.995, 0.04),
                start(sample, parameters, 0.7, 0.3));
    }

    private double[] start(Sample sample, int parameters, double persistence, double news) {
        double[] x = new double[parameters];
        double omega = unit(sample) * (1 - persistence);
        double range = usesRange(sample) ? 0.5 : 0;
        fill(x, Math.log(omega), persistence, news, asymmetric ? 0.75 : 0.5, range);
        return x;
    }

    private static void fill(double[] x, double omega, double persistence, double news, double negative, double range) {
        x[OMEGA] = omega;
        x[PERSISTENCE] = persistence;
        x[NEWS] = news;
        x[NEGATIVE] = negative;
        x[RANGE] = range;
    }

    @Override
    public void natural(double[] x, Sample sample, double[] theta) {
        double news = x[PERSISTENCE] * x[NEWS];
        double ownNews = news * (1 - x[RANGE]);
        theta[OMEGA] = Math.exp(x[OMEGA]);
        theta[ALPHA] = 2 * ownNews * (1 - x[NEGATIVE]);
        theta[GAMMA] = 2 * ownNews * (2 * x[NEGATIVE] - 1);
        theta[BETA] = x[PERSISTENCE] - news;
        theta[DELTA] = news * x[RANGE] / kappa(sample);
    }

    @Override
    public void working(double[] theta, Sample sample, double[] x) {
        double ownNews = theta[ALPHA] + theta[GAMMA] / 2;
        double range = kappa(sample) * theta[DELTA];
        double news = ownNews + range;
        double persistence = news + theta[BETA];
        fill(
                x,
                Math.log(theta[OMEGA]),
                persistence,
                persistence > 0 ? news / persistence : 0,
                ownNews > 0 ? 1 - theta[ALPHA] / (2 * ownNews) : 0.5,
                news > 0 ? range / news : 0);
    }

    @Override
    public void pullBack(double[] x, Sample sample, double[] natural, double[] working) {
        double persistence = x[PERSISTENCE];
        double news = x[NEWS];
        double negative = x[NEGATIVE];
        double own = 1 - x[RANGE];
        double byOwnNews = 2 * (1 - negative) * natural[ALPHA] + 2 * (2 * negative - 1) * natural[GAMMA];
        double byRange = natural[DELTA] / kappa(sample);
        double byNews = own * byOwnNews + x[RANGE] * byRange;
        working[OMEGA] = Math.exp(x[OMEGA]) * natural[OMEGA];
        working[PERSISTENCE] = news * byNews + (1 - news) * natural[BETA];
        working[NEWS] = persistence * (byNews - natural[BETA]);
        working[NEGATIVE] = persistence * news * own * (4 * natural[GAMMA] - 2 * natural[ALPHA]);
        working[RANGE] = persistence * news * (byRange - byOwnNews);
    }

    @Override
    public Tracker tracker(double[] theta, Sample sample, Path path) {
        return tracker(theta, sample, path.variance()[path.size()]);
    }

    /** One that stands at a variance. */
    Tracker tracker(double[] theta, Sample sample, double variance) {
        return new NewsTracker(theta, kappa(sample), power == 2 ? variance : Math.sqrt(variance));
    }

    private final class NewsTracker implements Tracker {

        private final double[] theta;
        private final double kappa;
        private double v;

        NewsTracker(double[] theta, double kappa, double v) {
            this.theta = theta;
            this.kappa = kappa;
            this.v = v;
        }

        @Override
        public double variance() {
            return power == 2 ? v : v * v;
        }

        @Override
        public void update(double residual, double range) {
            double news = power == 2 ? residual * residual : Math.abs(residual);
            double weight = residual < 0 ? theta[ALPHA] + theta[GAMMA] : theta[ALPHA];
            double known = Double.isNaN(range) ? kappa * v : range;
            v = theta[OMEGA] + weight * news + theta[DELTA] * known + theta[BETA] * v;
        }

        @Override
        public Tracker at(double[] other) {
            return new NewsTracker(other, kappa, v);
        }

        @Override
        public Tracker copy() {
            return new NewsTracker(theta, kappa, v);
        }
    }
}
