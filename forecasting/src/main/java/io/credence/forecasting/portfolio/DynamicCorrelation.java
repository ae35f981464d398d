package io.credence.forecasting.portfolio;

import io.credence.forecasting.model.optimisation.NelderMead;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Correlations that move from day to day (dynamic conditional correlation, Engle 2002, as Aielli 2013 corrects it), of the normal scores x of PITs' ranks:
 *
 * <pre>{@code
 * Q_t = (1 - a - b) S + a x*_{t-1} x*'_{t-1} + b Q_{t-1},    x*_i = sqrt(q_ii) x_i
 * R_t = diag(Q_t)^-1/2 Q_t diag(Q_t)^-1/2
 * }</pre>
 *
 * <p>S is the rows' {@link RankCorrelation}; a and b, the same for all pairs, maximise the sum of pairs' Gaussian likelihoods (Pakel, Shephard, Sheppard and Engle 2021),
 * which many names do not bias. Q stays positive definite since S is.
 *
 * @param news a, not negative
 * @param memory b, not negative; a + b under 1
 */
public record DynamicCorrelation(double news, double memory) {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** Logits of a persistence of 0.97 and of the share of it, a twentieth, that is news. */
    private static final double[] START = {3.5, -3};

    private static final double[] EDGES = {1, 1};
    private static final int ROUNDS = 3;

    public DynamicCorrelation {
        if (!(news >= 0 && memory >= 0 && news + memory < 1)) {
            throw new IllegalArgumentException("news is " + news + " and memory " + memory
                    + "; neither may be negative and their sum must be under 1");
        }
    }

    /**
     * Fits.
     *
     * @param pits {@code [names][rows]}, in time order, rows that do not overlap
     * @throws IllegalArgumentException when there are fewer than {@link DependenceFit#LEAST_EFFECTIVE} rows
     */
    public static DynamicCorrelation of(double[][] pits) {
        check(pits);
        double[][] scores = scores(pits);
        double[][] target = RankCorrelation.of(pits, pits[0].length).matrix();
        double[] best = NelderMead.minimise(u -> -likelihood(at(u), scores, target), START, EDGES, ROUNDS)
                .x();
        return at(best);
    }

    private static void check(double[][] pits) {
        if (pits.length == 0 || pits[0].length < DependenceFit.LEAST_EFFECTIVE) {
            throw new IllegalArgumentException("PITs have " + (pits.length == 0 ? 0 : pits[0].length)
                    + " rows; there must be at least " + DependenceFit.LEAST_EFFECTIVE);
        }
    }

    private static DynamicCorrelation at(double[] u) {
        double persistence = Math.min(logistic(u[0]), 1 - 1e-6);
        double share = logistic(u[1]);
        return new DynamicCorrelation(persistence * share, persistence * (1 - share));
    }

    private static double logistic(double u) {
        return 1 / (1 + Math.exp(-u));
    }

    /** {@code [names][rows]}; by ranks, so that marginal forecasts that are off do no harm. */
    private static double[][] scores(double[][] pits) {
        return Arrays.stream(pits)
                .map(name -> Arrays.stream(Ranks.mid(name))
                        .map(rank -> NORMAL.inverseCumulativeProbability((rank + 1) / (name.length + 1)))
                        .toArray())
                .toArray(double[][]::new);
    }

    /** Over all pairs and rows. */
    private static double likelihood(DynamicCorrelation own, double[][] scores, double[][] target) {
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            for (int j = 0; j < i; j++) {
                sum += own.pair(scores[i], scores[j], target[i][j]);
            }
        }
        return sum;
    }

    private double pair(double[] x, double[] y, double target) {
        double xx = 1;
        double yy = 1;
        double xy = target;
        double sum = 0;
        for (int t = 0; t < x.length; t++) {
            double root = Math.sqrt(xx * yy);
            double rho = xy / root;
            double rest = 1 - rho * rho;
            sum -= 0.5 * (Math.log(rest) + (x[t] * x[t] - 2 * rho * x[t] * y[t] + y[t] * y[t]) / rest);
            xy = next(target, root * x[t] * y[t], xy);
            xx = next(1, xx * x[t] * x[t], xx);
            yy = next(1, yy * y[t] * y[t], yy);
        }
        return sum;
    }

    private double next(double target, double product, double before) {
        return (1 - news - memory) * target + news * product + memory * before;
    }

    /**
     * The dependence after the last row, a t copula of the correlation by then.
     *
     * @param pits {@code [names][rows]}, in time order; those it was fitted on or later ones
     * @param freedom of the copula
     */
    public Dependence after(double[][] pits, double freedom) {
        check(pits);
        double[][] scores = scores(pits);
        double[][] target = RankCorrelation.of(pits, pits[0].length).matrix();
        double[][] q = target;
        for (int t = 0; t < scores[0].length; t++) {
            q = moved(q, target, scores, t);
        }
        double[][] correlation = new double[q.length][q.length];
        for (int i = 0; i < q.length; i++) {
            for (int j = 0; j < q.length; j++) {
                correlation[i][j] = i == j ? 1 : q[i][j] / Math.sqrt(q[i][i] * q[j][j]);
            }
        }
        return new Dependence(correlation, freedom);
    }

    private double[][] moved(double[][] q, double[][] target, double[][] scores, int t) {
        double[][] next = new double[q.length][q.length];
        for (int i = 0; i < q.length; i++) {
            for (int j = 0; j < q.length; j++) {
                double product = Math.sqrt(q[i][i] * q[j][j]) * scores[i][t] * scores[j][t];
                next[i][j] = next(target[i][j], product, q[i][j]);
            }
        }
        return next;
    }
}
