package io.credence.forecasting.model.volatility;

import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.LogGamma;

/** The unit-variance t: log f = log c - (nu + 1)/2 log k with k = 1 + z^2 / (nu - 2). */
record StudentTDensity(double freedom, double logConstant, double logConstantSlope) implements Density {

    StudentTDensity(double freedom) {
        this(freedom, logConstant(freedom), logConstantSlope(freedom));
    }

    /** log c. */
    static double logConstant(double freedom) {
        return LogGamma.value((freedom + 1) / 2)
                - LogGamma.value(freedom / 2)
                - 0.5 * Math.log(Math.PI * (freedom - 2));
    }

    /** d log c / d nu. */
    static double logConstantSlope(double freedom) {
        return 0.5 * (Digamma.value((freedom + 1) / 2) - Digamma.value(freedom / 2) - 1 / (freedom - 2));
    }

    @Override
    public double accumulate(double[] z, int count, double[] slopes, double[] shape, int offset) {
        double excess = freedom - 2;
        double inverse = 1 / excess;
        LogProduct kernel = new LogProduct();
        double ratio = 0;
        for (int t = 0; t < count; t++) {
            double square = z[t] * z[t];
            double weight = 1 / (excess + square);
            kernel.times(1 + square * inverse);
            ratio += square * weight;
            slopes[t] = -(freedom + 1) * z[t] * weight;
        }
        double logs = kernel.sum();
        shape[offset] += count * logConstantSlope - 0.5 * logs + (freedom + 1) / 2 * inverse * ratio;
        return count * logConstant - (freedom + 1) / 2 * logs;
    }

    @Override
    public double score(double z, double[] score, int offset) {
        double excess = freedom - 2;
        double square = z * z;
        score[offset] = logConstantSlope
                - 0.5 * Math.log1p(square / excess)
                + (freedom + 1) / 2 * square / (excess * (excess + square));
        return -(freedom + 1) * z / (excess + square);
    }
}
