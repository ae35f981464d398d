package io.credence.forecasting.drift;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * One way of being wrong, as a bet against calibration. The bet multiplies its stake by a density ratio at the PIT's normal
 * score, divided by the largest mean that the ratio has under the tolerated null, so that it is fair or worse for every
 * law that we call calibrated.
 *
 * <p>The tolerated null holds every normal score distributed as N(b, s^2) with {@code |b| <= 0.05} and s within 5 % of 1:
 * without it any real model is found out within days, for a fault that nobody would act on.
 *
 * @param kind what moves
 * @param strength how far, in the kind's unit
 */
record Alternative(Kind kind, double strength, double logLargestMean) {

    /** Scores end here, so that one outlier multiplies no stake by more than about 15. */
    static final double BOUND = 3;

    static final double TOLERATED_SCALE = 1.05;
    static final double TOLERATED_BIAS = 0.05;

    /** The lower tail that the tail bets watch: where value at risk at 95 % is exceeded. */
    private static final double TAIL = 0.05;

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double TAIL_SCORE = NORMAL.inverseCumulativeProbability(TAIL);

    /** All bets; the stake is split evenly. */
    static final List<Alternative> ALL = Stream.of(
                    of(Kind.DISPERSION, 0.5, 0.65, 0.8, 1.25, 1.5, 2),
                    of(Kind.BIAS, -1, -0.5, -0.25, 0.25, 0.5, 1),
                    of(Kind.LOWER_TAIL, 2, 4),
                    of(Kind.UPPER_TAIL, 2, 4))
            .flatMap(kind -> kind)
            .toList();

    /** What moves, and the density ratio of it. */
    enum Kind {
        /** Strength: standard deviation of the scores. */
        DISPERSION {
            @Override
            double logRatio(double a, double score) {
                return -Math.log(a) + 0.5 * score * score * (1 - 1 / (a * a));
            }

            @Override
            double statistic(double score) {
                return score * score;
            }

            @Override
            String describe(double mean) {
                return text("dispersion: realised returns spread %.2f times as wide as forecast", Math.sqrt(mean));
            }
        },
        /** Strength: mean of the scores. */
        BIAS {
            @Override
            double logRatio(double m, double score) {
                return m * score - 0.5 * m * m;
            }

            @Override
            double statistic(double score) {
                return score;
            }

            @Override
            String describe(double mean) {
                String side = mean < 0 ? "under" : "over";
                return text(
                        "bias: realised returns lie %.2f forecast standard deviations " + side + " forecast",
                        Math.abs(mean));
            }
        },
        /** Strength: how many times as many returns as forecast are under the 5 % quantile. */
        LOWER_TAIL {
            @Override
            double logRatio(double k, double score) {
                return tailRatio(k, score < TAIL_SCORE);
            }

            @Override
            double statistic(double score) {
                return score < TAIL_SCORE ? 1 : 0;
            }

            @Override
            String describe(double mean) {
                return text("lower tail: %.1f %% of realised returns fell under the 5 %% quantile", 100 * mean);
            }
        },
        /** As the lower tail, over the 95 % quantile. */
        UPPER_TAIL {
            @Override
            double logRatio(double k, double score) {
                return LOWER_TAIL.logRatio(k, -score);
            }

            @Override
            double statistic(double score) {
                return LOWER_TAIL.statistic(-score);
            }

            @Override
            String describe(double mean) {
                return text("upper tail: %.1f %% of realised returns rose over the 95 %% quantile", 100 * mean);
            }
        };

        /** The log of the alternative's density of a PIT, at the PIT's normal score. */
        abstract double logRatio(double strength, double score);

        /** The mean of the statistic where forecasts are calibrated. */
        double calibratedMean() {
            return switch (this) {
                case DISPERSION -> 1;
                case BIAS -> 0;
                case LOWER_TAIL, UPPER_TAIL -> TAIL;
            };
        }

        /** The quantity whose mean over the faulty span says how far it has moved. */
        abstract double statistic(double score);

        abstract String describe(double mean);
    }

    /** The log of what one unit staked becomes at a score. */
    double logBet(double score) {
        return kind.logRatio(strength, score) - logLargestMean;
    }

    /** The normal score of a PIT, bounded. */
    static double score(double pit) {
        return Math.clamp(NORMAL.inverseCumulativeProbability(pit), -BOUND, BOUND);
    }

    /** The mean of the bet where scores are N(bias, scale^2), by the midpoint rule. */
    double meanBet(double bias, double scale) {
        return Math.exp(-logLargestMean) * mean(kind, strength, bias, scale);
    }

    private static Stream<Alternative> of(Kind kind, double... strengths) {
        return DoubleStream.of(strengths)
                .mapToObj(strength -> new Alternative(kind, strength, Math.log(largestMean(kind, strength))));
    }

    /** The ratios are convex or monotone in bias and scale: the largest mean is at a corner, or at the centre. */
    private static double largestMean(Kind kind, double strength) {
        double largest = 1;
        for (double scale : new double[] {1 / TOLERATED_SCALE, 1, TOLERATED_SCALE}) {
            for (double bias : new double[] {-TOLERATED_BIAS, 0, TOLERATED_BIAS}) {
                largest = Math.max(largest, mean(kind, strength, bias, scale));
            }
        }
        // The quadrature errs by under 1e-3 at the tail bets' jump: stay on the safe side of it.
        return largest * 1.001;
    }

    private static double mean(Kind kind, double strength, double bias, double scale) {
        double step = 0.004;
        double sum = 0;
        for (double x = -8 + step / 2; x < 8; x += step) {
            double score = Math.clamp(bias + scale * x, -BOUND, BOUND);
            sum += NORMAL.density(x) * Math.exp(kind.logRatio(strength, score));
        }
        return sum * step;
    }

    private static double tailRatio(double k, boolean inTail) {
        return Math.log(inTail ? k : (1 - k * TAIL) / (1 - TAIL));
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
