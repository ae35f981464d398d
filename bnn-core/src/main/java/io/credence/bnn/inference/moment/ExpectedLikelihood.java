package io.credence.bnn.inference.moment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.credence.bnn.engine.Scalars;
import io.credence.bnn.moments.Moments;

/**
 * {@code E log N(y | f, exp(2 s))} with mean f and log scale s independent Gaussians, outputs 0 and 1: {@code -m_s - ((y - m_f)^2 + v_f) exp(2 v_s - 2 m_s) / 2 - log(2
 * pi) / 2}.
 */
final class ExpectedLikelihood {

    /** Outputs of a network that is trained with it. */
    static final int OUTPUTS = 2;

    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    private ExpectedLikelihood() {}

    /**
     * Of each row, {@code [rows]}.
     *
     * @param outputs {@code [rows, 2]}
     * @param y {@code [rows]}
     */
    static NDArray of(Moments outputs, NDArray y) {
        NDList means = outputs.mean().split(OUTPUTS, 1);
        NDList variances = outputs.variance().split(OUTPUTS, 1);
        NDArray logScale = means.get(1).squeeze(1);
        NDArray error =
                means.get(0).squeeze(1).sub(y).square().add(variances.get(0).squeeze(1));
        NDArray half = variances.get(1).squeeze(1).sub(logScale);
        return Scalars.times(error.mul(half.add(half).exp()), -0.5)
                .sub(logScale)
                .sub(HALF_LOG_TWO_PI);
    }
}
