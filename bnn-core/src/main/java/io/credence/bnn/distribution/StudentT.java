package io.credence.bnn.distribution;

import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * The standard Student-t: location 0, scale 1.
 *
 * <p>Density {@code (1 + z^2/v)^(-(v+1)/2) / (sqrt(v) B(1/2, v/2))}; upper tail {@code I_x(v/2, 1/2) / 2} with {@code x = v / (v +
 * z^2)} (Johnson, Kotz and Balakrishnan 1995, chapter 28); upper partial expectation {@code f(z) (v + z^2) / (v - 1)}, since the
 * derivative of {@code f(z) (v + z^2)} is {@code -(v - 1) z f(z)}.
 */
public final class StudentT {

    /** Under this x, {@link #TERMS} terms of a series give all digits. */
    private static final double FAR = 0.02;

    private static final int TERMS = 8;

    private final double df;
    private final double logConstant;

    private StudentT(double df) {
        this.df = df;
        this.logConstant = -LogBeta.value(0.5, df / 2) - 0.5 * Math.log(df);
    }

    /**
     * With these degrees of freedom.
     *
     * @param df above 1, so that there is a mean
     */
    public static StudentT of(double df) {
        if (!(df > 1) || Double.isInfinite(df)) {
            throw new IllegalArgumentException("degrees of freedom are " + df + "; they must be finite and above 1");
        }
        return new StudentT(df);
    }

    public double df() {
        return df;
    }

    public double logDensity(double z) {
        return logConstant - 0.5 * (df + 1) * Math.log1p(z * z / df);
    }

    public double density(double z) {
        return Math.exp(logDensity(z));
    }

    /** The derivative of the density. */
    public double densitySlope(double z) {
        return -density(z) * (df + 1) * z / (df + z * z);
    }

    /** The probability of more than z; of full relative precision in the upper tail. */
    public double survival(double z) {
        if (z < 0) {
            return 1 - survival(-z);
        }
        double x = df / (df + z * z);
        if (x < FAR) {
            return farSurvival(x);
        }
        return x > 0.5
                ? 0.5 * RegularizedBeta.complement(z * z / (df + z * z), 0.5, df / 2)
                : 0.5 * RegularizedBeta.value(x, df / 2, 0.5);
    }

    /**
     * {@code x^a / (2 a B(a, 1/2)) sum_n a / (a + n) (1/2)_n / n! x^n} with a = v/2: the hypergeometric series of the incomplete beta
     * function, whose first terms suffice far out.
     */
    private double farSurvival(double x) {
        double a = 0.5 * df;
        double sum = 1 / a;
        double factor = 1;
        for (int n = 1; n <= TERMS; n++) {
            factor *= (n - 0.5) / n * x;
            sum += factor / (a + n);
        }
        // 1 / B(a, 1/2) is exp(logConstant) sqrt(df)
        return 0.5 * Math.exp(logConstant + 0.5 * Math.log(df) + a * Math.log(x)) * sum;
    }

    public double cdf(double z) {
        return survival(-z);
    }

    /** The integral of t f(t) over t above z: the mean beyond z times its probability. The same for z and -z. */
    public double upperMoment(double z) {
        return density(z) * (df + z * z) / (df - 1);
    }

    /** df / (df - 2), infinite at or under 2 degrees of freedom. */
    public double variance() {
        return df > 2 ? df / (df - 2) : Double.POSITIVE_INFINITY;
    }
}
