package io.credence.bnn.likelihood;

import io.credence.bnn.distribution.StudentT;

/**
 * Student-t targets of known scale around one output; the information is {@code (df + 1) / ((df + 3) scale^2)} (Lange, Little and
 * Taylor 1989).
 *
 * @param df degrees of freedom, above 1
 * @param scale above 0
 */
public record StudentTRows(double df, double scale) implements RowLikelihood {

    public StudentTRows {
        RowScale.require("scale", scale);
        StudentT.of(df);
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public double evaluate(double target, double[] outputs, double[] gradient) {
        double z = (target - outputs[0]) / scale;
        gradient[0] = (df + 1) * z / ((df + z * z) * scale);
        return StudentT.of(df).logDensity(z) - Math.log(scale);
    }

    @Override
    public double[][] information(double[] outputs) {
        return new double[][] {{(df + 1) / ((df + 3) * scale * scale)}};
    }
}
