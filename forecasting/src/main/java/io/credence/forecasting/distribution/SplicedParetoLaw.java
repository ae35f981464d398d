package io.credence.forecasting.distribution;

import java.nio.ByteBuffer;

/**
 * A sample's law between its quantiles at {@code share} and {@code 1 - share}, and a generalised Pareto tail beyond each:
 * peaks over threshold on both sides (McNeil and Frey 2000).
 *
 * @param body the sample's law
 * @param share the probability of each tail, over 0 and under a half
 * @param lower of the excesses under the lower threshold
 * @param upper of the excesses over the upper one
 */
public record SplicedParetoLaw(EmpiricalLaw body, double share, ParetoTail lower, ParetoTail upper)
        implements StandardLaw {

    static final byte TAG = 5;

    public SplicedParetoLaw {
        if (!(share > 0 && share < 0.5)) {
            throw new IllegalArgumentException("share of a tail is " + share + "; it must lie between 0 and 0.5");
        }
    }

    static SplicedParetoLaw read(ByteBuffer bytes) {
        double share = bytes.getDouble();
        ParetoTail lower = new ParetoTail(bytes.getDouble(), bytes.getDouble());
        ParetoTail upper = new ParetoTail(bytes.getDouble(), bytes.getDouble());
        bytes.get();
        return new SplicedParetoLaw(EmpiricalLaw.read(bytes), share, lower, upper);
    }

    @Override
    public double logDensity(double z) {
        if (z < low()) {
            return Math.log(share) + lower.logDensity(low() - z);
        }
        return z > high() ? Math.log(share) + upper.logDensity(z - high()) : body.logDensity(z);
    }

    @Override
    public double cdf(double z) {
        return z < low() || z > high() ? tailCdf(z) : clamped(body.cdf(z));
    }

    @Override
    public double cdfBelow(double z) {
        return z <= low() || z > high() ? tailCdf(z) : clamped(body.cdfBelow(z));
    }

    @Override
    public double quantile(double p) {
        if (p < share) {
            return low() - lower.exceededWith(p / share);
        }
        return p > 1 - share ? high() + upper.exceededWith((1 - p) / share) : body.quantile(p);
    }

    @Override
    public double lowerTailMean(double p) {
        return integralTo(p) / p;
    }

    @Override
    public double mean() {
        return integralTo(1);
    }

    @Override
    public double variance() {
        double centre = mean();
        return share * square(low() - centre, -1, lower)
                + body.squares(centre, share, 1 - share)
                + share * square(high() - centre, 1, upper);
    }

    /** E|X - z| less half the mean absolute difference of two values. */
    @Override
    public double crps(double z) {
        double p = cdf(z);
        double distance = z * (2 * p - 1) + mean() - 2 * integralTo(p);
        return distance - spread(lower) - body.spread(share, 1 - share) - spread(upper);
    }

    @Override
    public byte[] encode() {
        byte[] sample = body.encode();
        return ByteBuffer.allocate(41 + sample.length)
                .put(TAG)
                .putDouble(share)
                .putDouble(lower.shape())
                .putDouble(lower.scale())
                .putDouble(upper.shape())
                .putDouble(upper.scale())
                .put(sample)
                .array();
    }

    private double low() {
        return body.quantile(share);
    }

    private double high() {
        return body.quantile(1 - share);
    }

    private double tailCdf(double z) {
        return z <= low() ? share * lower.survival(low() - z) : 1 - share * upper.survival(z - high());
    }

    private double clamped(double p) {
        return Math.clamp(p, share, 1 - share);
    }

    /** The integral of the quantile function over (0, p). */
    private double integralTo(double p) {
        if (p < share) {
            return p == 0 ? 0 : p * (low() - lower.meanOver(lower.exceededWith(p / share)));
        }
        double left = share * (low() - lower.mean());
        if (p <= 1 - share) {
            return left + body.integralTo(p) - body.integralTo(share);
        }
        double middle = body.integralTo(1 - share) - body.integralTo(share);
        return left + middle + upperIntegralTo(p);
    }

    private double upperIntegralTo(double p) {
        double all = share * (high() + upper.mean());
        double beyond = 1 - p;
        return beyond <= 0 ? all : all - beyond * (high() + upper.meanOver(upper.exceededWith(beyond / share)));
    }

    /** The mean of (offset + sign x)^2 over the excesses of a tail. */
    private static double square(double offset, int sign, ParetoTail tail) {
        return offset * offset + 2 * sign * offset * tail.mean() + tail.secondMoment();
    }

    /** The integral of F (1 - F) over a tail. */
    private double spread(ParetoTail tail) {
        return share * tail.mean() - share * share * tail.squaredSurvival();
    }
}
