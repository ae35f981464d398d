package io.credence.forecasting.distribution;

import java.nio.ByteBuffer;

/**
 * Hansen's skewed t (1994) with mean 0 and variance 1: z = (w - a) / b, where w is a unit-variance t of scale 1 - lambda
 * under zero and 1 + lambda over it, a = 4 lambda c (nu - 2) / (nu - 1), b^2 = 1 + 3 lambda^2 - a^2 and c the t's density
 * at 0. VaR, ES and CRPS follow in closed form from the partial means of the two halves.
 *
 * @param freedom degrees of freedom nu, at least 2.01
 * @param skew lambda, strictly between -1 and 1; negative when losses have the longer tail
 */
public record SkewedTLaw(double freedom, double skew) implements StandardLaw {

    static final byte TAG = 3;

    public SkewedTLaw {
        new UnitT(freedom);
        if (!(Math.abs(skew) < 1)) {
            throw new IllegalArgumentException("skew is " + skew + "; it must lie strictly between -1 and 1");
        }
    }

    @Override
    public double logDensity(double z) {
        Split split = new Split();
        double w = split.width * z + split.shift;
        return Math.log(split.width) + split.unit.logDensity(w / split.scaleAt(w));
    }

    @Override
    public double cdf(double z) {
        Split split = new Split();
        return split.cdf(split.width * z + split.shift);
    }

    @Override
    public double quantile(double p) {
        Split split = new Split();
        return (split.quantile(p) - split.shift) / split.width;
    }

    @Override
    public double lowerTailMean(double p) {
        Split split = new Split();
        return (split.partialMean(split.quantile(p)) / p - split.shift) / split.width;
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
        Split split = new Split();
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

    /** The law of w. */
    private final class Split {

        private final UnitT unit = new UnitT(freedom);
        private final double left = 1 - skew;
        private final double right = 1 + skew;
        /** The mean of w. */
        private final double shift = 4 * skew * Math.exp(UnitT.logConstant(freedom)) * (freedom - 2) / (freedom - 1);
        /** The standard deviation of w. */
        private final double width = Math.sqrt(1 + 3 * skew * skew - shift * shift);

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
