package io.credence.forecasting.calibration;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The reliability diagram of quantiles: at each probability p, the share of outcomes at or under the forecast quantile, which is the
 * share of PITs at or under p; on the diagonal where forecasts are calibrated. The expected calibration error is the mean distance
 * from it (Kuleshov, Fenner and Ermon 2018, with absolute distances).
 *
 * @param probabilities k / (n + 1)
 * @param shares one each
 * @param count of outcomes
 */
public record Reliability(double[] probabilities, double[] shares, int count) {

    public Reliability {
        probabilities = probabilities.clone();
        shares = shares.clone();
    }

    /** At the n probabilities k / (n + 1). */
    public static Reliability of(double[] pits, int n) {
        double[] sorted = pits.clone();
        Arrays.sort(sorted);
        double[] probabilities =
                IntStream.rangeClosed(1, n).mapToDouble(k -> k / (n + 1.0)).toArray();
        double[] shares = new double[n];
        int under = 0;
        for (int k = 0; k < n; k++) {
            while (under < sorted.length && sorted[under] <= probabilities[k]) {
                under++;
            }
            shares[k] = sorted.length == 0 ? 0 : (double) under / sorted.length;
        }
        return new Reliability(probabilities, shares, pits.length);
    }

    @Override
    public double[] probabilities() {
        return probabilities.clone();
    }

    @Override
    public double[] shares() {
        return shares.clone();
    }

    /** The mean of {@code |share - p|}, in [0, 1]; of n outcomes chance alone gives about 0.3 / sqrt(n). */
    public double expectedCalibrationError() {
        return IntStream.range(0, shares.length)
                .mapToDouble(k -> Math.abs(shares[k] - probabilities[k]))
                .average()
                .orElse(0);
    }

    /** The shares between which that of the k-th probability lies with a probability, outcomes being independent. */
    public Band band(int k, double mass) {
        BinomialDistribution law = BinomialDistribution.of(count, probabilities[k]);
        return new Band(
                (double) law.inverseCumulativeProbability((1 - mass) / 2) / count,
                (double) law.inverseCumulativeProbability((1 + mass) / 2) / count);
    }

    /** The error under which calibrated forecasts of as many independent outcomes stay with a probability, by simulation. */
    public double errorByChance(double mass, int draws, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] errors = IntStream.range(0, draws)
                .mapToDouble(
                        i -> of(random.doubles(count).toArray(), shares.length).expectedCalibrationError())
                .sorted()
                .toArray();
        return errors[(int) Math.min(draws - 1, Math.floor(mass * draws))];
    }
}
