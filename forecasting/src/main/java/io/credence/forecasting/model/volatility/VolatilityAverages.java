package io.credence.forecasting.model.volatility;

import java.util.Arrays;

/** Averages of daily volatilities over a day, a week and a month, one value after another. Mutable. */
sealed interface VolatilityAverages {

    double daily();

    double weekly();

    double monthly();

    void update(double volatility);

    /** One that goes on by itself. */
    VolatilityAverages copy();

    /** Means of the last 1, 5 and 22 values. */
    final class Moving implements VolatilityAverages {

        private static final int WEEK = 5;
        private static final int MONTH = 22;

        private final double[] ring;
        /** Where the oldest stands, and the next goes. */
        private int at;

        private double week;
        private double month;

        Moving(double presample) {
            ring = new double[MONTH];
            Arrays.fill(ring, presample);
            sum();
        }

        private Moving(double[] ring, int at) {
            this.ring = ring;
            this.at = at;
            sum();
        }

        private void sum() {
            month = Arrays.stream(ring).sum();
            week = 0;
            for (int back = 1; back <= WEEK; back++) {
                week += latest(back);
            }
        }

        private double latest(int back) {
            return ring[(at - back + MONTH) % MONTH];
        }

        @Override
        public double daily() {
            return latest(1);
        }

        @Override
        public double weekly() {
            return week / WEEK;
        }

        @Override
        public double monthly() {
            return month / MONTH;
        }

        @Override
        public void update(double volatility) {
            week += volatility - latest(WEEK);
            month += volatility - ring[at];
            ring[at] = volatility;
            at = (at + 1) % MONTH;
            if (at == 0) {
                // Rounding must not build up.
                sum();
            }
        }

        @Override
        public VolatilityAverages copy() {
            return new Moving(ring.clone(), at);
        }
    }

    /** Exponential averages with time constants of 1, 5 and 22 values. */
    final class Exponential implements VolatilityAverages {

        private static final double DAY = -Math.expm1(-1);
        private static final double WEEK = -Math.expm1(-1 / 5.0);
        private static final double MONTH = -Math.expm1(-1 / 22.0);

        private double daily;
        private double weekly;
        private double monthly;

        Exponential(double presample) {
            daily = presample;
            weekly = presample;
            monthly = presample;
        }

        @Override
        public double daily() {
            return daily;
        }

        @Override
        public double weekly() {
            return weekly;
        }

        @Override
        public double monthly() {
            return monthly;
        }

        @Override
        public void update(double volatility) {
            daily += DAY * (volatility - daily);
            weekly += WEEK * (volatility - weekly);
            monthly += MONTH * (volatility - monthly);
        }

        @Override
        public VolatilityAverages copy() {
            Exponential copy = new Exponential(daily);
            copy.weekly = weekly;
            copy.monthly = monthly;
            return copy;
        }
    }
}
