package io.credence.forecasting.bench.drift;

import java.util.SplittableRandom;

/** Markets that a forecast N(0, 1) does not fit after its fault begins. */
final class Markets {

    private Markets() {}

    static Forecaster.Market calibrated() {
        return (random, age) -> random.nextGaussian();
    }

    static Forecaster.Market scale(double scale) {
        return (random, age) -> (age < 0 ? 1 : scale) * random.nextGaussian();
    }

    static Forecaster.Market bias(double mean) {
        return (random, age) -> (age < 0 ? 0 : mean) + random.nextGaussian();
    }

    /** Student t with four degrees of freedom and unit variance. */
    static Forecaster.Market heavyTails() {
        return (random, age) -> age < 0 ? random.nextGaussian() : studentT(random, 4) / Math.sqrt(2);
    }

    /** Negative returns are multiplied. */
    static Forecaster.Market longerLosses(double times) {
        return (random, age) -> {
            double value = random.nextGaussian();
            return age >= 0 && value < 0 ? times * value : value;
        };
    }

    /** The scale grows by a half over 4,000 bars. */
    static Forecaster.Market slowDrift() {
        return (random, age) -> (1 + 0.5 * Math.clamp(age / 4000.0, 0, 1)) * random.nextGaussian();
    }

    /** Volatility doubles, and the forecast follows as an exponential mean with weight 0.02 does. */
    static final class RegimeBreak implements Forecaster.Market {

        private double variance = 1;

        @Override
        public double next(SplittableRandom random, int age) {
            if (age < 0) {
                return random.nextGaussian();
            }
            double value = 2 * random.nextGaussian();
            double score = value / Math.sqrt(variance);
            variance += 0.02 * (value * value - variance);
            return score;
        }
    }

    /** An autoregression of unit variance. */
    static final class Autoregression implements Forecaster.Market {

        private final double slope;
        private double last;

        Autoregression(double slope) {
            this.slope = slope;
        }

        @Override
        public double next(SplittableRandom random, int age) {
            double fresh = random.nextGaussian();
            last = age < 0 ? fresh : slope * last + Math.sqrt(1 - slope * slope) * fresh;
            return last;
        }
    }

    /** GARCH(1, 1) of unit variance; the forecast's volatility stands still. */
    static final class Clustering implements Forecaster.Market {

        private double variance = 1;

        @Override
        public double next(SplittableRandom random, int age) {
            if (age < 0) {
                return random.nextGaussian();
            }
            double value = Math.sqrt(variance) * random.nextGaussian();
            variance = 0.03 + 0.12 * value * value + 0.85 * variance;
            return value;
        }
    }

    static double studentT(SplittableRandom random, int degrees) {
        double squares = 0;
        for (int i = 0; i < degrees; i++) {
            double value = random.nextGaussian();
            squares += value * value;
        }
        return random.nextGaussian() / Math.sqrt(squares / degrees);
    }
}
