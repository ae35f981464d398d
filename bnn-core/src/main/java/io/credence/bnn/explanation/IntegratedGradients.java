package io.credence.bnn.explanation;

import io.credence.bnn.distribution.GaussLegendre;

/**
 * The mean gradient on the straight way from a start to the point (Sundararajan, Taly and Yan 2017, "Axiomatic Attribution for Deep
 * Networks"). Times the distance from the start, the slopes sum to {@code f(x) - f(start)}: nothing of the output is left over, but for the
 * error of a Gauss-Legendre rule, which is none where f is a polynomial of degree up to twice its nodes.
 *
 * @param start {@code [inputs]}
 * @param rule over the way
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
public record IntegratedGradients(double[] start, GaussLegendre rule) implements AttributionMethod {

    @Override
    public double[][] of(Explained output, double[][] points) {
        double[][] sum = new double[points.length][start.length];
        for (int node = 0; node < rule.size(); node++) {
            Points.addTo(sum, rule.weight(node), output.gradients(Points.between(start, points, rule.node(node))));
        }
        return sum;
    }

    /** What each input moved the output on the way to a point: they sum to the output's change. */
    public double[] contributions(Explained output, double[] point) {
        double[] moved = of(output, new double[][] {point})[0];
        for (int i = 0; i < moved.length; i++) {
            moved[i] *= point[i] - start[i];
        }
        return moved;
    }
}
