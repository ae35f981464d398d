package io.credence.forecasting.model.volatility;

import io.credence.forecasting.distribution.NormalLaw;
import io.credence.forecasting.distribution.SkewedTLaw;
import io.credence.forecasting.distribution.StandardLaw;
import io.credence.forecasting.distribution.StudentTLaw;
import java.util.List;

/** The law of standardised innovations that a likelihood is written for; all have mean 0 and variance 1. */
public enum Innovation {
    /** Normal: quasi maximum likelihood, right for the variance whatever the law. */
    GAUSSIAN("n", List.of()),
    /** Student's t (Bollerslev 1987). */
    STUDENT_T("t", List.of("nu")),
    /** Hansen's skewed t (1994). */
    SKEWED_T("skewt", List.of("nu", "lambda"));

    private static final double LEAST_FREEDOM = 2.05;
    private static final double MOST_FREEDOM = 500;
    private static final double MOST_SKEW = 0.98;

    private final String suffix;
    private final List<String> names;

    Innovation(String suffix, List<String> names) {
        this.suffix = suffix;
        this.names = names;
    }

    /** Its part of a model's name. */
    String suffix() {
        return suffix;
    }

    /** Of its shape parameters. */
    List<String> names() {
        return names;
    }

    /** The density at the shape parameters that begin at an offset. */
    Density density(double[] theta, int offset) {
        return switch (this) {
            case GAUSSIAN -> new GaussianDensity();
            case STUDENT_T -> new StudentTDensity(theta[offset]);
            case SKEWED_T -> new SkewedTDensity(theta[offset], theta[offset + 1]);
        };
    }

    StandardLaw law(double[] theta, int offset) {
        return switch (this) {
            case GAUSSIAN -> new NormalLaw();
            case STUDENT_T -> new StudentTLaw(theta[offset]);
            case SKEWED_T -> new SkewedTLaw(theta[offset], theta[offset + 1]);
        };
    }

    // Working coordinates are 1 / nu, in which the normal is an end point like any other, and lambda itself.

    double[] lower() {
        return new double[] {1 / MOST_FREEDOM, -MOST_SKEW};
    }

    double[] upper() {
        return new double[] {1 / LEAST_FREEDOM, MOST_SKEW};
    }

    double[] start() {
        return new double[] {1 / 8.0, 0};
    }

    /** Writes the natural shape at an offset from the working one there. */
    void natural(double[] x, double[] theta, int offset) {
        for (int i = 0; i < names.size(); i++) {
            theta[offset + i] = i == 0 ? 1 / x[offset] : x[offset + i];
        }
    }

    /** Writes the working shape at an offset from the natural one there. */
    void working(double[] theta, double[] x, int offset) {
        natural(theta, x, offset);
    }

    void pullBack(double[] theta, double[] natural, double[] working, int offset) {
        for (int i = 0; i < names.size(); i++) {
            double slope = i == 0 ? -theta[offset] * theta[offset] : 1;
            working[offset + i] = slope * natural[offset + i];
        }
    }
}
