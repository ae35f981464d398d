package io.credence.bnn.moments;

import ai.djl.ndarray.NDArray;
import io.credence.bnn.engine.Scalars;

/**
 * Moments of {@code max(0, x)} for Gaussian x with mean m and variance v. With a = m / sqrt(v), P and p the Gaussian distribution function and
 * density at a, and Q = 1 - P:
 * {@code mean = sqrt(v) (a P + p)}, {@code variance = v (P + a^2 P Q + a p (1 - 2 P) - p^2)}. The variance is written so that no
 * large numbers cancel; as the difference of second moment and squared mean it is lost in single precision where a is large.
 */
final class Rectified {

    private Rectified() {}

    static Moments moments(Moments x) {
        NDArray sd = GaussianTensors.sd(x.variance());
        NDArray a = x.mean().div(sd);
        NDArray error = GaussianTensors.error(a); // once for both tails: it is most of the work
        NDArray above = Scalars.times(error.add(1), 0.5);
        NDArray below = Scalars.times(error.neg().add(1), 0.5);
        NDArray density = GaussianTensors.density(a);
        NDArray mean = x.mean().mul(above).add(sd.mul(density));
        NDArray share = above.add(a.square().mul(above).mul(below))
                .add(a.mul(density).mul(below.sub(above)))
                .sub(density.square());
        return new Moments(mean, x.variance().mul(share.getNDArrayInternal().relu()));
    }
}
