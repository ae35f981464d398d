package io.credence.forecasting.model.volatility;

/**
 * Hansen's skewed t: log f = log b + log c - (nu + 1)/2 log k with k = 1 + d^2 / (nu - 2), d = (b z + a) / (1 + s lambda)
 * and s the sign of b z + a. Its derivatives follow by the chain rule through a, b, c.
 */
final class SkewedTDensity implements Density {

    private final double freedom;
    private final double skew;
    private final double logConstant;
    private final double logConstantSlope;
    private final double a;
    private final double aByFreedom;
    private final double aBySkew;
    private final double b;
    private final double bByFreedom;
    private final double bBySkew;

    SkewedTDensity(double freedom, double skew) {
        this.freedom = freedom;
        this.skew = skew;
        double logC = StudentTDensity.logConstant(freedom);
        double slopeC = StudentTDensity.logConstantSlope(freedom);
        double c = Math.exp(logC);
        double share = (freedom - 2) / (freedom - 1);
        a = 4 * skew * c * share;
        aBySkew = 4 * c * share;
        aByFreedom = 4 * skew * c * (share * slopeC + 1 / ((freedom - 1) * (freedom - 1)));
        b = Math.sqrt(1 + 3 * skew * skew - a * a);
        bBySkew = (3 * skew - a * aBySkew) / b;
        bByFreedom = -a * aByFreedom / b;
        logConstant = logC + Math.log(b);
        logConstantSlope = slopeC + bByFreedom / b;
    }

    @Override
    public double accumulate(double[] z, int count, double[] slopes, double[] shape, int offset) {
        double excess = freedom - 2;
        LogProduct kernel = new LogProduct();
        double ratio = 0;
        double byFreedom = 0;
        double bySkew = 0;
        for (int t = 0; t < count; t++) {
            double w = b * z[t] + a;
            double side = w < 0 ? -1 : 1;
            double scale = 1 / (1 + side * skew);
            double d = w * scale;
            double square = d * d;
            double weight = 1 / (excess + square);
            double slope = -(freedom + 1) * d * weight * scale;
            kernel.times(1 + square / excess);
            ratio += square * weight;
            slopes[t] = slope * b;
            byFreedom += slope * (bByFreedom * z[t] + aByFreedom);
            bySkew += slope * (bBySkew * z[t] + aBySkew - side * d);
        }
        double logs = kernel.sum();
        shape[offset] += count * logConstantSlope - 0.5 * logs + (freedom + 1) / 2 / excess * ratio + byFreedom;
        shape[offset + 1] += count * bBySkew / b + bySkew;
        return count * logConstant - (freedom + 1) / 2 * logs;
    }

    @Override
    public double sum(double[] z, int count) {
        double left = 1 / ((1 - skew) * Math.sqrt(freedom - 2));
        double right = 1 / ((1 + skew) * Math.sqrt(freedom - 2));
        LogProduct kernel = new LogProduct();
        for (int t = 0; t < count; t++) {
            double w = b * z[t] + a;
            double d = w * (w < 0 ? left : right);
            kernel.times(1 + d * d);
        }
        return count * logConstant - (freedom + 1) / 2 * kernel.sum();
    }

    @Override
    public double score(double z, double[] score, int offset) {
        double excess = freedom - 2;
        double w = b * z + a;
        double side = w < 0 ? -1 : 1;
        double d = w / (1 + side * skew);
        double slope = -(freedom + 1) * d / (excess + d * d) / (1 + side * skew);
        score[offset] = logConstantSlope
                - 0.5 * Math.log1p(d * d / excess)
                + (freedom + 1) / 2 * d * d / (excess * (excess + d * d))
                + slope * (bByFreedom * z + aByFreedom);
        score[offset + 1] = bBySkew / b + slope * (bBySkew * z + aBySkew - side * d);
        return slope * b;
    }
}
