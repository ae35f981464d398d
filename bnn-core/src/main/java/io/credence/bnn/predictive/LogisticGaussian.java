package io.credence.bnn.predictive;

import io.credence.bnn.distribution.GaussHermite;
import io.credence.bnn.distribution.Gaussian;

/**
 * The first two moments of {@code 1 - sigmoid(a)} for a Gaussian logit a: of the probability of a value off the atom.
 *
 * @param mean of it
 * @param meanSquare of its square
 */
record LogisticGaussian(double mean, double meanSquare) {

    static LogisticGaussian of(Gaussian logit) {
        GaussHermite rule = GaussHermite.of(nodes(logit.sd()));
        double mean = 0;
        double square = 0;
        for (int i = 0; i < rule.size(); i++) {
            double off = 1 / (1 + Math.exp(logit.mean() + logit.sd() * rule.node(i)));
            mean += rule.weight(i) * off;
            square += rule.weight(i) * off * off;
        }
        return new LogisticGaussian(mean, square);
    }

    private static int nodes(double sd) {
        if (sd == 0) {
            return 1;
        }
        if (sd < 0.5) {
            return 7;
        }
        return sd < 1.5 ? 16 : GaussHermite.MAX;
    }
}
