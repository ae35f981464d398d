package io.credence.bnn.predictive;

import io.credence.bnn.distribution.GaussLegendre;

/** Integrals by very many points. */
final class BruteForce {

    private static final GaussLegendre RULE = GaussLegendre.of(20);
    private static final int PANELS = 60;
    private static final double REACH = 22;

    private BruteForce() {}

    /** The integral of (F(x) - [x >= y])^2, in pieces without a jump inside, on a sinh-stretched line. */
    static double crps(HurdleStudentT value, double y) {
        double middle = value.location().mean();
        double width = Math.exp(value.logScale().mean())
                + value.floor()
                + value.location().sd();
        double low = stretch((Math.min(0, y) - middle) / width);
        double high = stretch((Math.max(0, y) - middle) / width);
        double[] cuts = {-REACH, low, high, REACH};
        double sum = 0;
        for (int piece = 0; piece < 3; piece++) {
            double panel = (cuts[piece + 1] - cuts[piece]) / PANELS;
            for (int i = 0; i < PANELS * RULE.size(); i++) {
                int node = i % RULE.size();
                double u = cuts[piece] + panel * (i / RULE.size() + RULE.node(node));
                double x = middle + width * Math.sinh(u);
                double error = x >= y ? 1 - value.cdf(x) : value.cdf(x);
                sum += RULE.weight(node) * error * error * width * Math.cosh(u) * panel;
            }
        }
        return sum;
    }

    private static double stretch(double x) {
        return Math.signum(x) * Math.log(Math.abs(x) + Math.sqrt(x * x + 1));
    }
}
