package io.credence.bnn.likelihood;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
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
        // log sigmoid(x) = -softplus(-x), which does not overflow
        NDArray atom = Activation.softPlus(logit.neg()).neg();
        NDArray moved = grouped(targets.values().sub(location), scaleSquared, df, gammas)
                .sub(Activation.softPlus(logit));
        return atom.mul(targets.atAtom()).add(moved.mul(targets.offAtom()));
    }

    /** The log density where each group of rows has its own degrees of freedom, which are not copied for each row. */
    private static NDArray grouped(NDArray deviation, NDArray scaleSquared, NDArray df, NDArray gammas) {
        Shape shape = deviation.getShape();
        if (df.getShape().dimension() == 1 || df.getShape().equals(shape)) {
            return logDensity(deviation, scaleSquared, df, gammas);
        }
        long groups = df.getShape().get(0);
        Shape cut = new Shape(groups, shape.get(0) / groups, shape.get(1));
        return logDensity(deviation.reshape(cut), scaleSquared.reshape(cut), df.expandDims(1), gammas.expandDims(1))
                .reshape(shape);
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
