package io.credence.forecasting.distribution;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The law of a sample: order statistic k of n (from 0) is the quantile at k / (n - 1), and between two of them the
 * quantile is linear, as definition 7 of Hyndman and Fan (1996) has it. Equal values make an atom.
 *
 * <p>The mean under a quantile is, as historical simulation has it, that of the values at or under it. It differs from the
 * mean of the linear quantile function, which gives the least value half a weight, by O(1 / (n p)), and scores better on heavy
 * tails.
 *
 * <p>A sample has no density: the log density is that of a kernel estimate with Silverman's bandwidth (1986, equation 3.31). The
 * kernel is a t with 4 degrees of freedom: a Gaussian's would make one return beyond the sample decide a mean score. All else follows exactly from the linear quantile function, from sums that are made once; a value is
 * shared by all forecasts that use it, and costs O(log n) to ask, the density more ({@link KernelDensity}).
 */
public final class EmpiricalLaw implements StandardLaw {

    static final byte TAG = 4;

    /** Of Student's t with 4 degrees of freedom, whose variance is 2. */
    private static final double KERNEL_DEVIATION = Math.sqrt(2);

    private final double[] sorted;
    /** The integral of the quantile function up to each order statistic. */
    private final double[] integral;
    /** The mean of the values up to each order statistic. */
    private final double[] means;

    private final double variance;
    private final double halfMeanDifference;
    private final KernelDensity density;

    private EmpiricalLaw(double[] sorted) {
        this.sorted = sorted;
        this.integral = integral(sorted);
        this.means = means(sorted);
        this.variance = squares(integral[sorted.length - 1], 0, 1);
        this.halfMeanDifference = spread(0, 1);
        this.density = new KernelDensity(sorted, bandwidth(sorted, Math.sqrt(variance)));
    }

    /**
     * The law of a sample, which need not be sorted and is copied.
     *
     * @throws IllegalArgumentException when it holds fewer than two values, or one that is not finite
     */
    public static EmpiricalLaw of(double[] sample) {
        if (sample.length < 2) {
            throw new IllegalArgumentException("sample holds " + sample.length
                    + " values; there must be at least 2. Maybe the history is too short.");
        }
        double[] sorted = sample.clone();
        for (int i = 0; i < sorted.length; i++) {
            if (!Double.isFinite(sorted[i])) {
                throw new IllegalArgumentException("sample value " + i + " is " + sorted[i] + "; it must be finite");
            }
            // Minus zero would sort under zero and break the atom in two.
            sorted[i] += 0.0;
        }
        Arrays.sort(sorted);
        return new EmpiricalLaw(sorted);
    }

    static EmpiricalLaw read(ByteBuffer bytes) {
        double[] values = new double[bytes.getInt()];
        Arrays.setAll(values, i -> bytes.getDouble());
        return of(values);
    }

    /** How many values. */
    public int size() {
        return sorted.length;
    }

    /** Order statistic k, from 0. */
    public double value(int k) {
        return sorted[k];
    }

    @Override
    public double logDensity(double z) {
        return density.log(z);
    }

    @Override
    public double cdf(double z) {
        int above = firstAbove(z);
        if (above == 0) {
            return 0;
        }
        return above == sorted.length ? 1 : between(above, z);
    }

    @Override
    public double cdfBelow(double z) {
        int from = firstAtOrAbove(z);
        if (from == 0) {
            return 0;
        }
        return from == sorted.length ? 1 : between(from, z);
    }

    @Override
    public double quantile(double p) {
        int below = segment(p);
        double part = p * (sorted.length - 1) - below;
        return sorted[below] + part * (sorted[below + 1] - sorted[below]);
    }

    @Override
    public double lowerTailMean(double p) {
        return means[firstAbove(quantile(p)) - 1];
    }

    @Override
    public double mean() {
        return integral[sorted.length - 1];
    }

    @Override
    public double variance() {
        return variance;
    }

    /** E|X - z| less half the mean absolute difference of two values. */
    @Override
    public double crps(double z) {
        double p = cdf(z);
        double distance = z * (2 * p - 1) + mean() - 2 * integralTo(p);
        return distance - halfMeanDifference;
    }

    @Override
    public byte[] encode() {
        ByteBuffer bytes = ByteBuffer.allocate(5 + 8 * sorted.length).put(TAG).putInt(sorted.length);
        for (double value : sorted) {
            bytes.putDouble(value);
        }
        return bytes.array();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EmpiricalLaw law && Arrays.equals(sorted, law.sorted);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sorted);
    }

    @Override
    public String toString() {
        return "EmpiricalLaw[" + sorted.length + " values from " + sorted[0] + " to " + sorted[sorted.length - 1] + "]";
    }

    /** The integral of the quantile function over (0, p). */
    double integralTo(double p) {
        int below = segment(p);
        double part = p * (sorted.length - 1) - below;
        double slope = sorted[below + 1] - sorted[below];
        return integral[below] + part * (sorted[below] + part * slope / 2) / (sorted.length - 1);
    }

    /** The cdf at z, which lies over the value before {@code next} and not over that at it. */
    private double between(int next, double z) {
        double gap = sorted[next] - sorted[next - 1];
        return (next - 1 + (z - sorted[next - 1]) / gap) / (sorted.length - 1);
    }

    private int firstAbove(double z) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= z) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int firstAtOrAbove(double z) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < z) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double[] integral(double[] sorted) {
        double[] sums = new double[sorted.length];
        for (int i = 1; i < sorted.length; i++) {
            sums[i] = sums[i - 1] + (sorted[i - 1] + sorted[i]) / 2 / (sorted.length - 1);
        }
        return sums;
    }

    private static double[] means(double[] sorted) {
        double[] means = new double[sorted.length];
        double sum = 0;
        for (int i = 0; i < means.length; i++) {
            sum += sorted[i];
            // Rounding must not take a mean of equal values over them.
            means[i] = Math.min(sum / (i + 1), sorted[i]);
        }
        return means;
    }

    /** The integral of (Q - centre)^2 over (from, to), Q being the quantile function. */
    double squares(double centre, double from, double to) {
        double sum = 0;
        for (int i = segment(from); i < sorted.length - 1 && left(i) < to; i++) {
            double low = Math.max(left(i), from);
            double high = Math.min(left(i + 1), to);
            double a = quantile(low) - centre;
            double b = quantile(high) - centre;
            sum += (high - low) * (a * a + a * b + b * b) / 3;
        }
        return sum;
    }

    /** The integral of F (1 - F) between the quantiles at from and to. */
    double spread(double from, double to) {
        double sum = 0;
        for (int i = segment(from); i < sorted.length - 1 && left(i) < to; i++) {
            double low = Math.max(left(i), from);
            double high = Math.min(left(i + 1), to);
            double slope = (sorted[i + 1] - sorted[i]) * (sorted.length - 1);
            sum += slope * (high * high * (0.5 - high / 3) - low * low * (0.5 - low / 3));
        }
        return sum;
    }

    private int segment(double p) {
        return Math.min((int) (p * (sorted.length - 1)), sorted.length - 2);
    }

    private double left(int segment) {
        return (double) segment / (sorted.length - 1);
    }

    private static double bandwidth(double[] sorted, double deviation) {
        int last = sorted.length - 1;
        double quartiles = (sorted[last - last / 4] - sorted[last / 4]) / 1.34;
        double spread = quartiles > 0 ? Math.min(deviation, quartiles) : deviation;
        // A sample of equal values still needs a width.
        return Math.max(0.9 * spread * Math.pow(sorted.length, -0.2) / KERNEL_DEVIATION, 1e-6);
    }
}
