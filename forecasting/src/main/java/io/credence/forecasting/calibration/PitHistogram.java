package io.credence.forecasting.calibration;

import java.util.stream.LongStream;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Counts of PITs in equal bins, flat where forecasts are calibrated (Diebold, Gunther and Tay 1998). A bin holds its left edge and not its
 * right one, but for the last, which is closed: a PIT of 1 is counted.
 *
 * @param counts one per bin
 */
public record PitHistogram(long[] counts) {

    public PitHistogram {
        counts = counts.clone();
    }

    /** Of PITs, each in [0, 1]. */
    public static PitHistogram of(double[] pits, int bins) {
        if (bins < 1) {
            throw new IllegalArgumentException("bins are " + bins + "; there must be at least 1");
        }
        long[] counts = new long[bins];
        for (double pit : pits) {
            if (!(pit >= 0 && pit <= 1)) {
                throw new IllegalArgumentException("PIT is " + pit + "; it must lie in [0, 1]");
            }
            counts[Math.min(bins - 1, (int) (bins * pit))]++;
        }
        return new PitHistogram(counts);
    }

    @Override
    public long[] counts() {
        return counts.clone();
    }

    /** The number of PITs. */
    public long total() {
        return LongStream.of(counts).sum();
    }

    /**
     * The counts between which each bin lies with a probability, PITs being uniform and independent.
     *
     * @param mass as 0.95, of one bin on its own
     */
    public Band band(double mass) {
        BinomialDistribution law = BinomialDistribution.of((int) total(), 1.0 / counts.length);
        return new Band(
                law.inverseCumulativeProbability((1 - mass) / 2), law.inverseCumulativeProbability((1 + mass) / 2));
    }
}
