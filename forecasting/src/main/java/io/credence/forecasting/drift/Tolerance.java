package io.credence.forecasting.drift;

import java.util.function.DoubleUnaryOperator;

/**
 * The null that alarms are tested against: normal scores are N(b, s^2), given the past, with {@code |b| <= 0.05} and s within 5 % of 1;
 * the rate of hits within 20 % of nominal. The exact null is b = 0 and s = 1. Without a tolerance every real model is found out within
 * days, for a fault that nobody would act on.
 */
final class Tolerance {

    static final double SCALE = 1.05;
    static final double BIAS = 0.05;
    static final double HITS = 0.2;

    private static final double STEP = 0.004;

    private Tolerance() {}

    /** The largest log mean of exp(g(score)) under the tolerated null, for g that is monotone or convex in b and in log s. */
    static double largestLogMean(DoubleUnaryOperator logBet) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double scale : new double[] {1 / SCALE, 1, SCALE}) {
            for (double bias : new double[] {-BIAS, 0, BIAS}) {
                largest = Math.max(largest, logMean(logBet, bias, scale));
            }
        }
        return largest;
    }

    /** The log mean of exp(g(score)) where scores are N(bias, scale^2), bounded: midpoint rule, and the bounds' masses exactly. */
    static double logMean(DoubleUnaryOperator logBet, double bias, double scale) {
        double bound = Signal.BOUND;
        double sum = tail((-bound - bias) / scale) * Math.exp(logBet.applyAsDouble(-bound))
                + tail((bias - bound) / scale) * Math.exp(logBet.applyAsDouble(bound));
        for (double score = -bound + STEP / 2; score < bound; score += STEP) {
            double density = Signal.NORMAL.density((score - bias) / scale) / scale;
            sum += STEP * density * Math.exp(logBet.applyAsDouble(score));
        }
        return Math.log(sum);
    }

    /** The highest tolerated rate of hits. */
    static double mostHits(double tail) {
        double quantile = Signal.NORMAL.inverseCumulativeProbability(tail);
        return Math.max((1 + HITS) * tail, tail((quantile + BIAS) / SCALE));
    }

    /** The lowest tolerated rate of hits. */
    static double fewestHits(double tail) {
        double quantile = Signal.NORMAL.inverseCumulativeProbability(tail);
        return Math.min((1 - HITS) * tail, tail((quantile - BIAS) * SCALE));
    }

    private static double tail(double score) {
        return Signal.NORMAL.cumulativeProbability(score);
    }
}
