package io.credence.bnn.predictive;

import io.credence.bnn.distribution.Gaussian;
import io.credence.bnn.distribution.TabledT;
import org.apache.commons.numbers.gamma.InverseErfc;

/**
 * The posterior distribution of a quantile or a tail mean: how it moves as the parameters do.
 *
 * <p>In the lower tail, with parameters given, it is {@code L - s g}: L the location, s the scale, and g the t's upper quantile (or
 * the mean beyond it) at {@code u = p / (1 - p0)}. Each of log s and log g depends on one Gaussian parameter at a time to a good
 * approximation, so the moments of {@code log(s g)} are sums over three-node rules, and the whole is a Gaussian less an independent
 * log-normal, whose quantiles are read from {@link ShiftedLogNormal}. The upper tail is its mirror image. Where the atom or the
 * centre is near, it is read from {@link ParameterDraws} instead.
 */
final class FunctionalPosterior {

    /** What is asked of the predictive's parameters. */
    enum Kind {
        QUANTILE,
        TAIL_MEAN
    }

    /** Beyond this tail probability the logarithm of a quantile bends too much. */
    private static final double DEEPEST = 0.35;

    /** How many standard deviations from zero the atom cannot be felt. */
    private static final double CLEAR = 4;

    private static final double STEP = Math.sqrt(3);

    private final HurdleStudentT value;
    private final double p;
    private final Kind kind;

    FunctionalPosterior(HurdleStudentT value, double p, Kind kind) {
        this.value = value;
        this.p = p;
        this.kind = kind;
    }

    /** The central interval of this posterior mass, strictly between 0 and 1. */
    PosteriorInterval interval(double mass) {
        if (!(mass > 0 && mass < 1)) {
            throw new IllegalArgumentException(
                    "mass of the interval is " + mass + "; it must lie strictly between 0 and 1");
        }
        double z = Math.sqrt(2) * InverseErfc.value(1 - mass);
        boolean mirrored = p > 0.5;
        double tail = mirrored ? 1 - p : p;
        if (mirrored && kind == Kind.TAIL_MEAN || !deep(tail)) {
            return drawn(mass);
        }
        ShiftedLogNormal size = size(tail);
        double location = mirrored ? -value.location().mean() : value.location().mean();
        if (size.mean() - location < CLEAR * size.sd()) {
            return drawn(mass);
        }
        double low = location - size.quantile(z);
        double high = location - size.quantile(-z);
        return mirrored ? new PosteriorInterval(-high, -low) : new PosteriorInterval(low, high);
    }

    private PosteriorInterval drawn(double mass) {
        return ParameterDraws.interval(value, p, kind, mass);
    }

    private boolean deep(double tail) {
        return tail(tail, STEP) < DEEPEST;
    }

    /** The tail's probability given a value off the atom, with the logit so many standard deviations from its mean. */
    private double tail(double p, double deviations) {
        Gaussian logit = value.logit();
        return p * (1 + Math.exp(logit.mean() + deviations * logit.sd()));
    }

    /** Of {@code s g - (L - E L)}. */
    private ShiftedLogNormal size(double tail) {
        Parts scale = Parts.of(logScale(-STEP), logScale(0), logScale(STEP));
        double centre = logG(1, tail(tail, 0));
        Parts atom = Parts.of(logG(1, tail(tail, -STEP)), centre, logG(1, tail(tail, STEP)));
        Parts df = Parts.of(logG(0, tail(tail, 0)), centre, logG(2, tail(tail, 0)));
        double mean = scale.mean + atom.mean + df.mean - centre;
        return ShiftedLogNormal.ofSum(
                mean,
                scale.variance + atom.variance + df.variance,
                scale.third + atom.third + df.third,
                value.location().sd());
    }

    private double logScale(double deviations) {
        Gaussian logScale = value.logScale();
        return Math.log(Math.hypot(value.floor(), Math.exp(logScale.mean() + deviations * logScale.sd())));
    }

    private double logG(int corner, double tail) {
        TabledT t = value.t().corner(corner);
        return Math.log(kind == Kind.QUANTILE ? t.upperQuantile(tail) : t.upperTailMean(tail));
    }

    /** Cumulants of a function of one Gaussian from its values at the nodes of the three-node rule. */
    private record Parts(double mean, double variance, double third) {

        static Parts of(double low, double centre, double high) {
            double mean = (low + 4 * centre + high) / 6;
            double a = low - mean;
            double b = centre - mean;
            double c = high - mean;
            return new Parts(mean, (a * a + 4 * b * b + c * c) / 6, (a * a * a + 4 * b * b * b + c * c * c) / 6);
        }
    }
}
