package io.credence.forecasting.evaluation;

/**
 * The e-backtests of Wang, Wang and Ziegel (2022). A supervisor starts with one unit of wealth and bets each day on the forecast being too
 * low; with tail probability a, loss x, VaR z and ES r, one unit staked becomes
 *
 * <pre>e = 1{x &gt; z} / a  for VaR,     e = (x - z)+ / (a (r - z))  for VaR and ES together.</pre>
 *
 * Its mean is at most 1 under every law for which the forecast is enough, so the wealth {@code M = prod (1 - b + b e)} is a supermartingale
 * whatever the stakes, and one may look every day: the probability of ever seeing 1/p is at most p (Ville). The stakes b are the
 * growth-optimal ones on past values of e (GREE), at most a half. Kept as a logarithm. One-sided: only too low forecasts lose.
 */
public final class EBacktest {

    private static final double LARGEST_STAKE = 0.5;

    private final boolean shortfall;

    private EBacktest(boolean shortfall) {
        this.shortfall = shortfall;
    }

    /** Of value at risk alone. */
    public static EBacktest ofValueAtRisk() {
        return new EBacktest(false);
    }

    /** Of value at risk and expected shortfall together. */
    public static EBacktest ofExpectedShortfall() {
        return new EBacktest(true);
    }

    /** Bets through all days. */
    public Result test(TailForecasts forecasts) {
        Stakes stakes = new Stakes();
        double[] wealth = new double[forecasts.days()];
        double log = 0;
        double highest = 0;
        for (int day = 0; day < wealth.length; day++) {
            double stake = stakes.best();
            double e = value(forecasts, day);
            log += Math.log1p(stake * (e - 1));
            wealth[day] = log;
            highest = Math.max(highest, log);
            stakes.add(e);
        }
        return new Result(log, highest, wealth);
    }

    private double value(TailForecasts forecasts, int day) {
        double tail = forecasts.level().tail();
        if (!forecasts.exceeded(day)) {
            return 0;
        }
        if (!shortfall) {
            return 1 / tail;
        }
        // A shortfall equal to the value at risk says that no loss can be larger: the bet on one is worth any amount,
        // here a large one.
        double width = Math.max(forecasts.es(day) - forecasts.var(day), 1e-9 * forecasts.es(day));
        return (forecasts.loss(day) - forecasts.var(day)) / (tail * width);
    }

    /**
     * @param logEValue of the wealth at the end
     * @param highestLogEValue of the highest wealth on any day, at least 0
     * @param logWealth after each day
     */
    public record Result(double logEValue, double highestLogEValue, double[] logWealth) implements TestResult {

        @Override
        public double statistic() {
            return logEValue;
        }

        /** One over the highest wealth: valid, by Ville's inequality, though one looked every day. */
        @Override
        public double pValue() {
            return Math.exp(-highestLogEValue);
        }
    }

    /** The stake with the largest growth over the past: {@code zeros log(1 - b) + sum log(1 - b + b e)} is concave in b. */
    private static final class Stakes {

        private double[] values = new double[16];
        private int count;
        private int zeros;
        private double stake;
        private boolean stale;

        void add(double e) {
            stale = true;
            if (e == 0) {
                zeros++;
                return;
            }
            if (count == values.length) {
                values = java.util.Arrays.copyOf(values, 2 * count);
            }
            values[count++] = e;
        }

        double best() {
            if (stale && count > 0) {
                stake = solve();
                stale = false;
            }
            return stake;
        }

        private double solve() {
            if (slope(0) <= 0) {
                return 0;
            }
            double low = 0;
            double high = LARGEST_STAKE;
            if (slope(high) >= 0) {
                return high;
            }
            for (int i = 0; i < 30; i++) {
                double middle = (low + high) / 2;
                boolean rises = slope(middle) > 0;
                low = rises ? middle : low;
                high = rises ? high : middle;
            }
            return low;
        }

        private double slope(double b) {
            double slope = -zeros / (1 - b);
            for (int i = 0; i < count; i++) {
                slope += (values[i] - 1) / (1 - b + b * values[i]);
            }
            return slope;
        }
    }
}
