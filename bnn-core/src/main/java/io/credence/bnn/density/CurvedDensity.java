package io.credence.bnn.density;

/** A posterior density that knows the curvature of its likelihood. */
public interface CurvedDensity extends DataDensity {

    /**
     * The generalised Gauss-Newton matrix of minus the log likelihood, summed over all rows: {@code sum of J' F J} with J the outputs'
     * Jacobian and F the expected information of the outputs. Positive semidefinite.
     *
     * @param point {@code [dimension]}
     * @return {@code [dimension][dimension]}
     */
    double[][] gaussNewton(double[] point);

    /**
     * Its Kronecker approximation.
     *
     * @param point {@code [dimension]}
     */
    Kronecker kronecker(double[] point);

    /**
     * {@code left x right}, parameters ordered {@code [outputs][inputs]}: mean information times sum of squared inputs. Exact where
     * the information is the same in every row (Martens and Grosse 2015, "Optimizing Neural Networks with Kronecker-factored
     * Approximate Curvature").
     *
     * @param left {@code [outputs][outputs]}
     * @param right {@code [inputs][inputs]}
     */
    record Kronecker(double[][] left, double[][] right) {}
}
