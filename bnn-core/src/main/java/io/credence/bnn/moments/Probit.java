package io.credence.bnn.moments;

import ai.djl.ndarray.NDArray;
import io.credence.bnn.distribution.GaussLegendre;
import io.credence.bnn.engine.Scalars;

/**
 * Moments of P(x), the Gaussian distribution function of a Gaussian x: {@code mean = P(h)} with {@code h = m / sqrt(1 + v)}, second moment
 * {@code P(h) - 2 T(h, 1 / sqrt(1 + 2 v))} with Owen's T (Owen 1980, "A Table of Normal Integrals", 20,010.3). As {@code T(h, 1) =
 * P(h) (1 - P(h)) / 2}, the variance is twice the integral of T's slope from {@code 1 / sqrt(1 + 2 v)} to 1, taken by
 * eight-node Gauss-Legendre: no difference of nearly equal numbers.
 */
final class Probit {

    private static final GaussLegendre RULE = GaussLegendre.of(8);

    private Probit() {}

    static Moments moments(Moments x) {
        NDArray wide = x.variance().add(1);
        NDArray h = x.mean().div(wide.sqrt());
        return new Moments(GaussianTensors.distribution(h), variance(x.variance(), Scalars.times(h.square(), -0.5)));
    }

    private static NDArray variance(NDArray variance, NDArray exponent) {
        NDArray root = variance.add(variance).add(1).sqrt();
        // 1 - 1 / root, without cancellation
        NDArray width = variance.add(variance).div(root.mul(root.add(1)));
        NDArray sum = variance.zerosLike();
        for (int i = 0; i < RULE.size(); i++) {
            NDArray square = Scalars.times(width, -RULE.node(i)).add(1).square().add(1);
            sum = sum.add(Scalars.times(square.mul(exponent).exp().div(square), RULE.weight(i)));
        }
        return Scalars.times(sum.mul(width), 1 / Math.PI);
    }
}
