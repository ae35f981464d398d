package io.credence.bnn.inference.amortised;

import io.credence.bnn.data.RegressionData;
import io.credence.bnn.linalg.Cholesky;
import io.credence.bnn.linalg.Matrices;
import java.util.Arrays;

/**
 * What a few rows say of a linear location and a linear log scale, as moments: the features' second moments, a ridge fit of the
 * location, a fit of the log residuals, and one scoring step of both with their information. Its length does not depend on the rows.
 */
public final class RegressionSummary {

    private static final double RIDGE = 1;

    /** -E[log |z|] of a standard normal z. */
    private static final double LOG_SIZE = 0.635181422730739;

    private static final double LEAST_RESIDUAL = 1e-3;
    private static final double WIDEST = 8;

    private RegressionSummary() {}

    /** Second moments and weighted second moments (lower triangles), then four estimates of {@code [columns]} each. */
    public static double[] of(RegressionData data) {
        double[][] x = data.inputs();
        Cholesky moments = ridge(x, ones(data.rows()));
        double[] location = moments.solve(Matrices.transposeMultiply(x, data.targets()));
        double[] size = residuals(data, location);
        Arrays.setAll(size, n -> Math.log(Math.abs(size[n]) + LEAST_RESIDUAL) + LOG_SIZE);
        double[] logScale = moments.solve(Matrices.transposeMultiply(x, size));
        double[] weights = weights(x, logScale);
        Cholesky weighted = ridge(x, weights);
        double[] y = data.targets();
        double[] weightedTargets = new double[y.length];
        Arrays.setAll(weightedTargets, n -> weights[n] * y[n]);
        double[] better = weighted.solve(Matrices.transposeMultiply(x, weightedTargets));
        double[] excess = residuals(data, better);
        Arrays.setAll(excess, n -> 0.5 * Math.clamp(weights[n] * excess[n] * excess[n] - 1, -1, 20));
        double[] step = moments.solve(Matrices.transposeMultiply(x, excess));
        return joined(triangle(moments), triangle(weighted), location, logScale, better, step);
    }

    private static Cholesky ridge(double[][] x, double[] weights) {
        double[][] sum = Matrices.diagonal(filled(x[0].length, RIDGE));
        for (int n = 0; n < x.length; n++) {
            for (int i = 0; i < x[n].length; i++) {
                Matrices.axpy(weights[n] * x[n][i], x[n], sum[i]);
            }
        }
        return Cholesky.of(sum);
    }

    private static double[] weights(double[][] x, double[] logScale) {
        double[] weights = new double[x.length];
        Arrays.setAll(weights, n -> Math.exp(-2 * Math.clamp(Matrices.dot(x[n], logScale), -WIDEST, WIDEST)));
        return weights;
    }

    private static double[] residuals(RegressionData data, double[] location) {
        double[] residuals = data.targets().clone();
        Arrays.setAll(residuals, n -> residuals[n] - Matrices.dot(data.inputs()[n], location));
        return residuals;
    }

    /** Logs of the factor's diagonal, which span decades, and what is under it. */
    private static double[] triangle(Cholesky factor) {
        double[][] lower = factor.lower();
        double[] values = new double[lower.length * (lower.length + 1) / 2];
        int at = 0;
        for (int i = 0; i < lower.length; i++) {
            for (int j = 0; j <= i; j++) {
                values[at++] = i == j ? Math.log(lower[i][i]) : lower[i][j] / lower[i][i];
            }
        }
        return values;
    }

    private static double[] joined(double[]... parts) {
        return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
    }

    private static double[] ones(int length) {
        return filled(length, 1);
    }

    private static double[] filled(int length, double value) {
        double[] filled = new double[length];
        Arrays.fill(filled, value);
        return filled;
    }
}
