package io.credence.forecasting.portfolio;

import io.credence.bnn.linalg.Cholesky;
import io.credence.bnn.linalg.Matrices;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The log likelihood of a t copula in its degrees of freedom, its correlation given (Demarta and McNeil 2005, section 3):
 * with {@code x = t_v^-1(u)}, {@code log t_v,R(x) - sum_i log t_v(x_i)}.
 */
final class FreedomProfile {

    /** From here on a t copula is not to be told from a Gaussian one. */
    private static final double MOST = 100;

    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    private static final int STEPS = 18;

    private final double[][] uniforms;
    private final Cholesky factor;

    /** @param uniforms {@code [names][observations]}, strictly between 0 and 1 */
    FreedomProfile(double[][] uniforms, double[][] correlation) {
        this.uniforms = Matrices.transpose(uniforms);
        this.factor = Cholesky.of(correlation);
    }

    /** The most likely, by golden section on its logarithm; infinite where the Gaussian copula is as likely. */
    double best() {
        double low = Math.log(Dependence.LEAST_FREEDOM);
        double high = Math.log(MOST);
        double left = high - GOLDEN * (high - low);
        double right = low + GOLDEN * (high - low);
        double atLeft = at(Math.exp(left));
        double atRight = at(Math.exp(right));
        for (int i = 0; i < STEPS; i++) {
            if (atLeft > atRight) {
                high = right;
                right = left;
                atRight = atLeft;
                left = high - GOLDEN * (high - low);
                atLeft = at(Math.exp(left));
            } else {
                low = left;
                left = right;
                atLeft = atRight;
                right = low + GOLDEN * (high - low);
                atRight = at(Math.exp(right));
            }
        }
        return Math.max(atLeft, atRight) > at(Double.POSITIVE_INFINITY)
                ? Math.exp(0.5 * (low + high))
                : Double.POSITIVE_INFINITY;
    }

    /** The log likelihood, in nats. */
    double at(double freedom) {
        DoubleUnaryOperator quantile = new QuantileTable(
                Double.isInfinite(freedom)
                        ? NormalDistribution.of(0, 1)::inverseCumulativeProbability
                        : TDistribution.of(freedom)::inverseCumulativeProbability)::at;
        int names = factor.size();
        double sum = -0.5 * uniforms.length * factor.logDeterminant();
        double constant = Double.isInfinite(freedom) ? 0 : constant(freedom, names);
        for (double[] row : uniforms) {
            double[] x = new double[names];
            double own = 0;
            for (int i = 0; i < names; i++) {
                x[i] = quantile.applyAsDouble(row[i]);
                own += kernel(x[i] * x[i], 1, freedom);
            }
            double[] whitened = factor.solveLower(x);
            sum += constant + kernel(Matrices.dot(whitened, whitened), names, freedom) - own;
        }
        return sum;
    }

    /** The log density at a squared distance, but for what does not depend on it. */
    private static double kernel(double square, int names, double freedom) {
        return Double.isInfinite(freedom) ? -0.5 * square : -0.5 * (freedom + names) * Math.log1p(square / freedom);
    }

    private static double constant(double freedom, int names) {
        return LogGamma.value((freedom + names) / 2)
                + (names - 1) * LogGamma.value(freedom / 2)
                - names * LogGamma.value((freedom + 1) / 2);
    }
}
