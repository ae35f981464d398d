package io.credence.forecasting.distribution;

import java.nio.ByteBuffer;

/**
 * Student's t with mean 0 and variance 1 (Bollerslev 1987). VaR, ES and CRPS are closed forms.
 *
 * @param freedom degrees of freedom, at least 2.01
 */
public record StudentTLaw(double freedom) implements StandardLaw {

    static final byte TAG = 2;

    public StudentTLaw {
        new UnitT(freedom);
    }

    @Override
    public double logDensity(double z) {
        return unit().logDensity(z);
    }

    @Override
    public double cdf(double z) {
        return unit().cdf(z);
    }

    @Override
    public double quantile(double p) {
        return unit().quantile(p);
    }

    @Override
    public double lowerTailMean(double p) {
        UnitT unit = unit();
        return unit.partialMean(unit.quantile(p)) / p;
    }

    @Override
    public double partialMean(double z) {
        return unit().partialMean(z);
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
        UnitT unit = unit();
        return z * (2 * unit.cdf(z) - 1) - 2 * unit.partialMean(z) - unit.halfMeanDifference();
    }

    @Override
    public byte[] encode() {
        return ByteBuffer.allocate(9).put(TAG).putDouble(freedom).array();
    }

    private UnitT unit() {
        return new UnitT(freedom);
    }
}
