package io.credence.forecasting.evaluation;

import io.credence.forecasting.distribution.ConfidenceLevel;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What it does to a test of hits that the quantile behind the forecasts was estimated. Even where the model is right, an estimate from few
 * days is off for as long as it is used, so hits are too many or too few more often than the test allows for (Escanciano and Olmo 2010).
 *
 * <p>Independent returns are simulated, their tail quantile is estimated by the order statistic of the days that were known, and hits are
 * counted. Only ranks matter, so the figures hold for every continuous law, and for filtered historical simulation with a known filter.
 */
public final class EstimationRisk {

    private final ConfidenceLevel level;
    private final int training;
    private final int window;
    private final int refit;
    private final MonteCarlo monteCarlo;

    private EstimationRisk(ConfidenceLevel level, int training, int window, int refit, MonteCarlo monteCarlo) {
        this.level = level;
        this.training = training;
        this.window = window;
        this.refit = refit;
        this.monteCarlo = monteCarlo;
    }

    /** An estimate from all days before, first from {@code training}, made anew every {@code refit} days. */
    public static EstimationRisk ofExpandingWindow(ConfidenceLevel level, int training, int refit) {
        return checked(level, training, Integer.MAX_VALUE, refit);
    }

    /** An estimate from the last {@code window} days, made anew every {@code refit} days. */
    public static EstimationRisk ofRollingWindow(ConfidenceLevel level, int window, int refit) {
        return checked(level, window, window, refit);
    }

    private static EstimationRisk checked(ConfidenceLevel level, int training, int window, int refit) {
        if (training < 1 || refit < 1) {
            throw new IllegalArgumentException(
                    "training is " + training + " days and refit every " + refit + "; both must be at least 1");
        }
        return new EstimationRisk(level, training, window, refit, new MonteCarlo(999, MonteCarlo.DEFAULT.seed()));
    }

    /** How hits are simulated. */
    public EstimationRisk withDraws(int draws, long seed) {
        return new EstimationRisk(level, training, window, refit, new MonteCarlo(draws, seed));
    }

    /** The true size of a test at a nominal significance, as 0.05. */
    public double size(int days, double significance, ToDoubleFunction<Hits> pValue) {
        SplittableRandom random = new SplittableRandom(monteCarlo.seed());
        int rejected = 0;
        for (int i = 0; i < monteCarlo.draws(); i++) {
            rejected += pValue.applyAsDouble(hits(days, random)) < significance ? 1 : 0;
        }
        return (double) rejected / monteCarlo.draws();
    }

    /** The p-value of hits under a statistic that grows with evidence, estimation allowed for. */
    public double correctedPValue(Hits observed, ToDoubleFunction<Hits> statistic) {
        return monteCarlo.upperPValue(
                statistic.applyAsDouble(observed), random -> statistic.applyAsDouble(hits(observed.days(), random)));
    }

    /** Hits of one simulated history. */
    Hits hits(int days, SplittableRandom random) {
        double[] ranks = random.doubles(training + days).toArray();
        double bound = Math.min(1, 3 * level.tail() + 20.0 / Math.min(window, training));
        // Few ranks can ever be the quantile: only those are sorted, refit after refit.
        int[] low =
                IntStream.range(0, ranks.length).filter(i -> ranks[i] < bound).toArray();
        int[] at = new int[days];
        int count = 0;
        double quantile = 0;
        for (int day = 0; day < days; day++) {
            if (day % refit == 0) {
                quantile = quantile(ranks, low, training + day);
            }
            if (ranks[training + day] < quantile) {
                at[count++] = day;
            }
        }
        return new Hits(level, days, Arrays.copyOf(at, count));
    }

    /** The estimate from the days before one, by Weibull's plotting position: the k-th of n uniforms has mean k / (n + 1). */
    private double quantile(double[] ranks, int[] low, int known) {
        int from = Math.max(0, known - window);
        double[] tail = Arrays.stream(low)
                .filter(i -> i >= from && i < known)
                .mapToDouble(i -> ranks[i])
                .sorted()
                .toArray();
        double position = level.tail() * (known - from + 1);
        int k = (int) Math.floor(position);
        if (tail.length == 0) {
            return 0;
        }
        if (k < 1) {
            return tail[0] * position;
        }
        int last = Math.min(k, tail.length);
        double next = last < tail.length ? tail[last] : tail[last - 1];
        return tail[last - 1] + (position - k) * (next - tail[last - 1]);
    }
}
