package io.credence.forecasting.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * The third test of Acerbi and Szekely (2014), which sees the whole lower tail: the PITs of all T days, pushed through each day's own
 * forecast, give an empirical expected shortfall of that day; its mean ratio to what uniform PITs would give is compared with one.
 *
 * <pre>Z3 = 1 - (1/T) sum over t of  ES_t(U) / E[ES_t(V)],   ES_t(U) = -(1/N) sum over i &lt;= N of Q_t(U_(i)),   N = floor(T alpha)</pre>
 *
 * with U_(1) &lt;= U_(2) ... the ordered PITs and V uniform. The expectation is taken over the i-th order statistic's law, which is
 * Beta(i, T - i + 1). Negative where risk is underestimated; one-sided, simulated. The work is T times N quantiles a draw.
 */
public final class RankShortfallTest {

    private static final int NODES = 32;

    private final double tail;
    private final MonteCarlo monteCarlo;

    private RankShortfallTest(double tail, MonteCarlo monteCarlo) {
        this.tail = tail;
        this.monteCarlo = monteCarlo;
    }

    /** At 97.5 %, with 199 draws. */
    public static RankShortfallTest withDefaults() {
        return new RankShortfallTest(0.025, new MonteCarlo(199, MonteCarlo.DEFAULT.seed()));
    }

    /** At another tail probability, over 0 and under 0.5. */
    public RankShortfallTest withTail(double value) {
        if (!(value > 0 && value < 0.5)) {
            throw new IllegalArgumentException("tail is " + value + "; it must lie between 0 and 0.5, as in 0.025");
        }
        return new RankShortfallTest(value, monteCarlo);
    }

    /** How the null is simulated. */
    public RankShortfallTest withDraws(int draws, long seed) {
        return new RankShortfallTest(tail, new MonteCarlo(draws, seed));
    }

    /**
     * Tests.
     *
     * @param pits one per day
     * @param quantiles of the same days, asked for at any probability
     */
    public Result test(double[] pits, TailQuantiles quantiles) {
        int worst = Math.max(1, (int) Math.floor(pits.length * tail));
        double[] expected = expected(pits.length, worst, quantiles);
        double observed = statistic(pits, worst, expected, quantiles);
        double pValue = monteCarlo.upperPValue(
                -observed, random -> -statistic(uniform(pits.length, random), worst, expected, quantiles));
        return new Result(observed, pValue, worst);
    }

    private static double[] uniform(int n, SplittableRandom random) {
        return random.doubles(n).toArray();
    }

    private static double statistic(double[] pits, int worst, double[] expected, TailQuantiles quantiles) {
        double[] sorted = pits.clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (int day = 0; day < pits.length; day++) {
            sum += mean(Arrays.copyOf(sorted, worst), day, quantiles) / expected[day];
        }
        return 1 - sum / pits.length;
    }

    /** By the midpoint rule in the probability of each order statistic's own law. */
    private static double[] expected(int days, int worst, TailQuantiles quantiles) {
        double[] nodes = new double[worst * NODES];
        for (int i = 0; i < worst; i++) {
            BetaDistribution law = BetaDistribution.of(i + 1.0, days - i);
            for (int k = 0; k < NODES; k++) {
                nodes[i * NODES + k] = law.inverseCumulativeProbability((k + 0.5) / NODES);
            }
        }
        double[] expected = new double[days];
        Arrays.setAll(expected, day -> mean(nodes, day, quantiles));
        return expected;
    }

    private static double mean(double[] probabilities, int day, TailQuantiles quantiles) {
        double sum = 0;
        for (double p : probabilities) {
            sum -= quantiles.at(day, Math.clamp(p, 1e-12, 1 - 1e-12));
        }
        return sum / probabilities.length;
    }

    /**
     * @param statistic Z3; negative where risk is underestimated
     * @param worst how many of the lowest PITs took part
     */
    public record Result(double statistic, double pValue, int worst) implements TestResult {}
}
