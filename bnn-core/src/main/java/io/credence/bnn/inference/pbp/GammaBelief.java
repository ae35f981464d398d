package io.credence.bnn.inference.pbp;

import java.util.function.DoubleUnaryOperator;

/**
 * A gamma distribution over a precision.
 *
 * @param shape above 1, so that the mean variance is finite
 * @param rate above 0
 */
public record GammaBelief(double shape, double rate) {

    public GammaBelief {
        if (!(shape > 1 && shape < Double.POSITIVE_INFINITY && rate > 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("gamma belief has shape " + shape + " and rate " + rate
                    + "; the shape must be above 1, the rate above 0, both finite");
        }
    }

    /** E[1 / precision] = rate / (shape - 1). */
    public double variance() {
        return rate / (shape - 1);
    }

    /**
     * Matches mean and variance of the precision after a factor with evidence Z: with {@code Z1, Z2} the evidences at shape + 1 and
     * shape + 2, {@code 1 / shape' = Z2 Z / Z1^2 (shape + 1) / shape - 1} and {@code 1 / rate' = (Z2 / Z1 (shape + 1) - Z1 / Z shape)
     * / rate}.
     *
     * @param logEvidence of a variance, in nats
     * @return this where the match has no finite answer
     */
    GammaBelief after(DoubleUnaryOperator logEvidence) {
        double z = logEvidence.applyAsDouble(variance());
        double z1 = logEvidence.applyAsDouble(rate / shape);
        double z2 = logEvidence.applyAsDouble(rate / (shape + 1));
        double newShape = 1 / (Math.exp(z2 - 2 * z1 + z) * (shape + 1) / shape - 1);
        double newRate = rate / (Math.exp(z2 - z1) * (shape + 1) - Math.exp(z1 - z) * shape);
        return valid(newShape, newRate) ? new GammaBelief(newShape, newRate) : this;
    }

    static boolean valid(double shape, double rate) {
        return shape > 1 && shape < 1e100 && rate > 0 && rate < 1e100;
    }
}
