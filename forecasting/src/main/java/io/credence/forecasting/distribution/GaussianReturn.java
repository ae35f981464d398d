package io.credence.forecasting.distribution;

import java.nio.ByteBuffer;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A Gaussian return without parameter uncertainty: all of its variance is aleatoric, its intervals are points.
 *
 * @param mean in percent
 * @param standardDeviation in percent, positive
 */
public record GaussianReturn(double mean, double standardDeviation) implements ForecastDistribution {

    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

    public GaussianReturn {
        if (!Double.isFinite(mean) || !(standardDeviation > 0) || Double.isInfinite(standardDeviation)) {
            throw new IllegalArgumentException("Gaussian return has mean " + mean + " and standard deviation "
                    + standardDeviation + "; both must be finite and the latter positive");
        }
    }

    /** Reads what {@link #encode} wrote. */
    public static GaussianReturn decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new GaussianReturn(buffer.getDouble(), buffer.getDouble());
    }

    @Override
    public double cdf(double y) {
        return STANDARD.cumulativeProbability(standardised(y));
    }

    @Override
    public double cdfBelow(double y) {
        return cdf(y);
    }

    @Override
    public double quantile(double p) {
        return mean + standardDeviation * STANDARD.inverseCumulativeProbability(p);
    }

    @Override
    public double aleatoricVariance() {
        return standardDeviation * standardDeviation;
    }

    @Override
    public double epistemicVariance() {
        return 0;
    }

    @Override
    public double expectedShortfall(ConfidenceLevel level) {
        double z = STANDARD.inverseCumulativeProbability(level.tail());
        return -mean + standardDeviation * STANDARD.density(z) / level.tail();
    }

    @Override
    public Interval valueAtRiskInterval(ConfidenceLevel level, double mass) {
        double value = valueAtRisk(level);
        return new Interval(value, value);
    }

    @Override
    public Interval expectedShortfallInterval(ConfidenceLevel level, double mass) {
        double value = expectedShortfall(level);
        return new Interval(value, value);
    }

    /** Gneiting and Raftery (2007), equation 21. */
    @Override
    public double crps(double y) {
        double z = standardised(y);
        double expected = z * (2 * STANDARD.cumulativeProbability(z) - 1) + 2 * STANDARD.density(z);
        return standardDeviation * (expected - 1 / Math.sqrt(Math.PI));
    }

    @Override
    public double logScore(double y) {
        return STANDARD.logDensity(standardised(y)) - Math.log(standardDeviation);
    }

    @Override
    public byte[] encode() {
        return ByteBuffer.allocate(16)
                .putDouble(mean)
                .putDouble(standardDeviation)
                .array();
    }

    private double standardised(double y) {
        return (y - mean) / standardDeviation;
    }
}
