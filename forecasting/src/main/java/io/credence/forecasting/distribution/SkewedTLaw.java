package io.credence.forecasting.distribution;

import java.nio.ByteBuffer;

/**
 * Hansen's skewed t (1994) with mean 0 and variance 1: z = (w - a) / b, where w is a unit-variance t of scale 1 - lambda
 * under zero and 1 + lambda over it, a = 4 lambda c (nu - 2) / (nu - 1), b^2 = 1 + 3 lambda^2 - a^2 and c the t's density
 * at 0. VaR, ES and CRPS follow in closed form from the partial means of the two halves.
 */
public final class SkewedTLaw implements StandardLaw {

    static final byte TAG = 3;

    private final double freedom;
    private final double skew;
    private final Split split;

    /**
     * @param freedom degrees of freedom nu, at least 2.01
     * @param skew lambda, strictly between -1 and 1; negative when losses have the longer tail
     */
    public SkewedTLaw(double freedom, double skew) {
        if (!(Math.abs(skew) < 1)) {
            throw new IllegalArgumentException("skew is " + skew + "; it must lie strictly between -1 and 1");
        }
        this.freedom = freedom;
        this.skew = skew;
        this.split = new Split(new UnitT(freedom), skew, freedom);
    }

    public double freedom() {
        return freedom;
    }

    public double skew() {
        return skew;
    }

    @Override
    public double logDensity(double z) {
        double w = split.width * z + split.shift;
        return Math.log(split.width) + split.unit.logDensity(w / split.scaleAt(w));
    }

    @Override
    public double cdf(double z) {
        return split.cdf(split.width * z + split.shift);
    }

    @Override
    public double quantile(double p) {
        return (split.quantile(p) - split.shift) / split.width;
    }

    @Override
    public double lowerTailMean(double p) {
        return (split.partialMean(split.quantile(p)) / p - split.shift) / split.width;
    }

    @Override
    public double partialMean(double z) {
        double w = split.width * z + split.shift;
        return (split.partialMean(w) - split.shift * split.cdf(w)) / split.width;
    }

    @Override
    public double mean() {
        return 0;
    }

    @Override
    public double variance() {
        return 1;
    }

    @Override
    public double crps(double z) {
        double w = split.width * z + split.shift;
        double distance = w * (2 * split.cdf(w) - 1) - 2 * split.partialMean(w) + split.shift;
        return (distance - split.halfMeanDifference()) / split.width;
    }

    @Override
    public byte[] encode() {
        return ByteBuffer.allocate(17)
                .put(TAG)
                .putDouble(freedom)
                .putDouble(skew)
                .array();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SkewedTLaw law
                && Double.compare(freedom, law.freedom) == 0
                && Double.compare(skew, law.skew) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * Double.hashCode(freedom) + Double.hashCode(skew);
    }

    @Override
    public String toString() {
        return "SkewedTLaw[freedom=" + freedom + ", skew=" + skew + "]";
    }

    /** The law of w. Made once: a forecast asks it dozens of times. */
    private static final class Split {

        private final UnitT unit;
        private final double skew;
        private final double left;
        private final double right;
        /** The mean of w. */
        private final double shift;
        /** The standard deviation of w. */
        private final double width;

        Split(UnitT unit, double skew, double freedom) {
            this.unit = unit;
            this.skew = skew;
            this.left = 1 - skew;
            this.right = 1 + skew;
            this.shift = 4 * skew * Math.exp(UnitT.logConstant(freedom)) * (freedom - 2) / (freedom - 1);
            this.width = Math.sqrt(1 + 3 * skew * skew - shift * shift);
        }

        double scaleAt(double w) {
            return w < 0 ? left : right;
        }

        double cdf(double w) {
            return w < 0 ? left * unit.cdf(w / left) : right * unit.cdf(w / right) - skew;
        }

        double quantile(double p) {
            return p < left / 2 ? left * unit.quantile(p / left) : right * unit.quantile(upper(p));
        }

        private double upper(double p) {
            // Rounding must not take it to 1.
            return Math.min((p + skew) / right, 1 - 0x1p-53);
        }

        double partialMean(double w) {
            return w < 0
                    ? left * left * unit.partialMean(w / left)
                    : shift + right * right * unit.partialMean(w / right);
        }

        /** The integral of F (1 - F), half by half. */
        double halfMeanDifference() {
            double first = -unit.partialMean(0);
            double second = first - unit.halfMeanDifference() / 2;
            return (left * left + right * right) * first - (left * left * left + right * right * right) * second;
        }
    }
}
