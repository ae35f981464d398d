package io.credence.bnn.likelihood;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import io.credence.bnn.engine.Scalars;

/**
 * The log likelihood of a hurdle Student-t in tensors: with p0 an atom at exactly 0, else (1 - p0) times the density of a
 * Student-t. For this module's training; its twin in plain arithmetic is {@code predictive.HurdleStudentT}.
 */
public final class HurdleStudentTLikelihood {

    /** Degrees of freedom never fall below this, so that the variance is finite with a margin. */
    public static final double DF_FLOOR = 2.1;

    private HurdleStudentTLikelihood() {}

    /**
     * Log likelihood of each target in nats; exactly 0 where a target is missing.
     *
     * @param outputs of the head, {@code [rows, 3 * horizons]}: logits, locations, log scales
     * @param rawDf {@code [rows, horizons]}; or {@code [groups, horizons]}, each for as many rows in turn, which costs fewer gamma
     *     functions; or {@code [horizons]} for all
     * @param targets as tensors
     * @return {@code [rows, horizons]}
     */
    public static NDArray logLikelihood(NDArray outputs, NDArray rawDf, TargetTensors targets) {
        NDList parts = outputs.split(3, 1);
        NDArray logit = parts.get(0).add(targets.logit());
        NDArray location = parts.get(1).mul(targets.locationScale()).add(targets.location());
        NDArray logScale = parts.get(2).add(targets.logScale());
        NDArray scaleSquared = logScale.add(logScale).exp().add(targets.floor().square());
        NDArray df = Activation.softPlus(rawDf).add(DF_FLOOR);
        NDArray halfDf = Scalars.times(df, 0.5);
        NDArray gammas = halfDf.add(0.5).gammaln().sub(halfDf.gammaln());
        long rows = outputs.getShape().get(0);
        // log sigmoid(x) = -softplus(-x), which does not overflow
        NDArray atom = Activation.softPlus(logit.neg()).neg();
        NDArray moved = logDensity(
                        targets.values().sub(location), scaleSquared, repeated(df, rows), repeated(gammas, rows))
                .sub(Activation.softPlus(logit));
        return atom.mul(targets.atAtom()).add(moved.mul(targets.offAtom()));
    }

    /** Each group's values for all of its rows. */
    private static NDArray repeated(NDArray groups, long rows) {
        if (groups.getShape().dimension() == 1 || groups.getShape().get(0) == rows) {
            return groups;
        }
        long count = groups.getShape().get(0);
        long horizons = groups.getShape().get(1);
        return groups.reshape(count, 1, horizons)
                .broadcast(count, rows / count, horizons)
                .reshape(rows, horizons);
    }

    /**
     * Log density of a Student-t. In single precision log(1 + x) errs by at most 6e-8 for small x, of which at most (df + 1)/2
     * counts: no log1p is needed.
     *
     * @param gammas {@code log Gamma((df + 1) / 2) - log Gamma(df / 2)}
     */
    private static NDArray logDensity(NDArray deviation, NDArray scaleSquared, NDArray df, NDArray gammas) {
        NDArray halfNext = Scalars.times(df, 0.5).add(0.5);
        NDArray constant = gammas.sub(
                Scalars.times(Scalars.times(df.mul(scaleSquared), Math.PI).log(), 0.5));
        NDArray quotient = deviation.square().div(scaleSquared.mul(df));
        return constant.sub(halfNext.mul(quotient.add(1).log()));
    }
}
