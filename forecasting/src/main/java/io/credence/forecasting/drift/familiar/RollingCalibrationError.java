package io.credence.forecasting.drift.familiar;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The expected calibration error of PITs over a rolling window: the mean distance between the shares in ten equal bins and a tenth, times
 * ten, beside the quantile that it has by chance in such a window (simulated from a fixed seed).
 */
public final class RollingCalibrationError implements PitAlarm {

    private static final int BINS = 10;
    private static final int SIMULATIONS = 4000;

    private final Ring ring;
    private final double band;
    private final int[] counts = new int[BINS];

    private RollingCalibrationError(Ring ring, double band) {
        this.ring = ring;
        this.band = band;
    }

    /**
     * @param window in bars
     * @param significance the probability of an error over the band at one look, at least 0.001
     */
    public static RollingCalibrationError of(int window, double significance) {
        if (!(significance >= 0.001 && significance < 1)) {
            throw new IllegalArgumentException(
                    "significance is " + significance + "; it must lie between 0.001 and 1. Maybe 0.01");
        }
        return new RollingCalibrationError(new Ring(window), band(window, significance));
    }

    private static double band(int window, double significance) {
        SplittableRandom random = new SplittableRandom(window);
        double[] errors = new double[SIMULATIONS];
        for (int i = 0; i < SIMULATIONS; i++) {
            int[] simulated = new int[BINS];
            for (int j = 0; j < window; j++) {
                simulated[random.nextInt(BINS)]++;
            }
            errors[i] = error(simulated, window);
        }
        Arrays.sort(errors);
        return errors[(int) Math.ceil((1 - significance) * SIMULATIONS) - 1];
    }

    private static double error(int[] counts, int total) {
        double sum = 0;
        for (int count : counts) {
            sum += Math.abs((double) count / total - 1.0 / BINS);
        }
        return sum;
    }

    @Override
    public boolean add(double pit) {
        PitAlarm.check(pit);
        int bin = Math.min(BINS - 1, (int) (pit * BINS));
        counts[bin]++;
        int gone = ring.push(bin);
        if (gone >= 0) {
            counts[gone]--;
        }
        return ring.isFull() && error() > band;
    }

    /** The present error, 0 to 1.8. */
    public double error() {
        return error(counts, Math.max(1, ring.filled()));
    }

    /** What chance does not exceed. */
    public double band() {
        return band;
    }
}
