package io.credence.bnn.likelihood;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import io.credence.bnn.engine.Scalars;
import io.credence.bnn.moments.Moments;

/**
 * The expected log likelihood of a hurdle Student-t whose parameters are independent Gaussians, without a draw: the spherical rule of third degree
 * (Arasaratnam and Haykin 2009) over location, log scale and raw degrees of freedom, which takes six points, at {@code sqrt(3)} standard
 * deviations on either side of each. The logit, whose terms the others do not touch, moves with the location; it then has three-node Gauss-Hermite
 * quadrature.
 */
public final class ExpectedHurdle {

    private static final double REACH = Math.sqrt(3);

    /** Under each variance: the root's slope is infinite at 0. */
    private static final double TINY = 1e-12;

    private ExpectedHurdle() {}

    /**
     * Of each target in nats; exactly 0 where a target is missing.
     *
     * @param outputs of the head, {@code [rows, 3 * horizons]}: logits, locations, log scales
     * @param rawDf {@code [horizons]}
     * @return {@code [rows, horizons]}
     */
    public static NDArray of(Moments outputs, Moments rawDf, TargetTensors targets) {
        NDList reach = reach(outputs).split(3, 1);
        NDArray none = reach.get(0).zerosLike();
        NDArray first = NDArrays.concat(new NDList(reach.get(0), reach.get(1), none), 1);
        NDArray second = NDArrays.concat(new NDList(none, none, reach.get(2)), 1);
        NDArray dfs = reach(rawDf);
        NDArray sum = at(outputs.mean().add(first), rawDf.mean(), targets)
                .add(at(outputs.mean().sub(first), rawDf.mean(), targets))
                .add(at(outputs.mean().add(second), rawDf.mean(), targets))
                .add(at(outputs.mean().sub(second), rawDf.mean(), targets))
                .add(at(outputs.mean(), rawDf.mean().add(dfs), targets))
                .add(at(outputs.mean(), rawDf.mean().sub(dfs), targets));
        return Scalars.times(sum, 1.0 / 6);
    }

    private static NDArray reach(Moments x) {
        return Scalars.times(x.variance().add(TINY).sqrt(), REACH);
    }

    private static NDArray at(NDArray outputs, NDArray rawDf, TargetTensors targets) {
        return HurdleStudentTLikelihood.logLikelihood(outputs, rawDf, targets);
    }
}
