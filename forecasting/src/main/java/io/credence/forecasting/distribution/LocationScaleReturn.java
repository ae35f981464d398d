package io.credence.forecasting.distribution;

import java.nio.ByteBuffer;

/**
 * A return {@code location + scale z} in percent, z of a standardised law, without parameter uncertainty: all of its
 * variance is aleatoric, its intervals are points. What a volatility model forecasts.
 *
 * @param location in percent
 * @param scale in percent, positive
 */
public record LocationScaleReturn(double location, double scale, StandardLaw law) implements ForecastDistribution {

    public LocationScaleReturn {
        if (!Double.isFinite(location) || !(scale > 0) || Double.isInfinite(scale)) {
            throw new IllegalArgumentException("return has location " + location + " and scale " + scale
                    + "; both must be finite and the latter positive");
        }
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException when the bytes are of no known law
     */
    public static LocationScaleReturn decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new LocationScaleReturn(buffer.getDouble(), buffer.getDouble(), StandardLaw.read(buffer));
    }

    @Override
    public double cdf(double y) {
        return law.cdf(standardised(y));
    }

    @Override
    public double cdfBelow(double y) {
        return law.cdfBelow(standardised(y));
    }

    @Override
    public double quantile(double p) {
        return location + scale * law.quantile(p);
    }

    @Override
    public double mean() {
        return location + scale * law.mean();
    }

    @Override
    public double aleatoricVariance() {
        return scale * scale * law.variance();
    }

    @Override
    public double epistemicVariance() {
        return 0;
    }

    @Override
    public double expectedShortfall(ConfidenceLevel level) {
        double shortfall = 0.0 - (location + scale * law.lowerTailMean(level.tail()));
        // They are equal at an atom, and rounding must not put it inside.
        return Math.max(shortfall, valueAtRisk(level));
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

    @Override
    public double crps(double y) {
        return scale * law.crps(standardised(y));
    }

    @Override
    public double logScore(double y) {
        return law.logDensity(standardised(y)) - Math.log(scale);
    }

    @Override
    public byte[] encode() {
        byte[] shape = law.encode();
        return ByteBuffer.allocate(16 + shape.length)
                .putDouble(location)
                .putDouble(scale)
                .put(shape)
                .array();
    }

    /** The integral of x dF(x) up to y. */
    double partialMean(double y) {
        double z = standardised(y);
        return location * law.cdf(z) + scale * law.partialMean(z);
    }

    private double standardised(double y) {
        return (y - location) / scale;
    }
}
