package io.credence.bnn.inference.moment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.credence.bnn.engine.Scalars;
import io.credence.bnn.engine.TensorEngine;
import io.credence.bnn.explanation.Explained;
import io.credence.bnn.moments.DrawPropagation;
import io.credence.bnn.moments.Moments;
import io.credence.bnn.random.Key;

/**
 * A trained network's lower quantile at 5 %, {@code m - 1.645 sqrt(v + E exp(2 s))} with the moments of mean and log scale, as what is explained:
 * a point is a window, step by step. Network and likelihood as in {@link MomentForecast}.
 */
public final class ExplainedMoments implements Explained {

    private static final double DEVIATIONS = 1.6448536269514722;

    private final int steps;
    private final Pass pass;

    private ExplainedMoments(int steps, Pass pass) {
        this.steps = steps;
        this.pass = pass;
    }

    /** Outputs' moments from windows. */
    @FunctionalInterface
    private interface Pass {
        Moments of(NDManager manager, NDArray windows);
    }

    /**
     * By one pass.
     *
     * @param carried all but {@link Carried#DRAWS}, which {@link #draws} has
     * @param steps of a window, at least 1
     */
    public static ExplainedMoments of(TrainedWeights trained, Carried carried, int steps) {
        if (carried == Carried.DRAWS || steps < 1) {
            throw new IllegalArgumentException(carried + " and windows of " + steps
                    + " steps were given; one pass carries anything but DRAWS, through"
                    + " windows of at least 1 step. Maybe ExplainedMoments.draws?");
        }
        return new ExplainedMoments(steps, (manager, windows) -> {
            Moments weights = new Moments(
                    manager.create(trained.means()).toType(DataType.FLOAT32, false),
                    manager.create(trained.variances()).toType(DataType.FLOAT32, false));
            return trained.bound().of(carried, carried.outputs(trained.network(), weights, windows, manager::zeros));
        });
    }

    /**
     * Over so many draws of the weights, the same for each window.
     *
     * @param draws at least 2
     */
    public static ExplainedMoments draws(TrainedWeights trained, int draws, Key key, int steps) {
        double[][] points = MomentPredictor.points(trained, draws, key);
        return new ExplainedMoments(steps, (manager, windows) -> {
            NDArray flat = manager.create(points).toType(DataType.FLOAT32, false);
            DrawPropagation through = new DrawPropagation(trained.network().layout(), flat);
            return MomentPredictor.overDraws(
                    trained.bound().values(trained.network().forward(through, through.certain(windows))));
        });
    }

    @Override
    public double[] values(double[][] points) {
        TensorEngine.enter(false);
        try (NDManager manager = NDManager.newBaseManager()) {
            float[] quantiles = quantiles(manager, windows(manager, points)).toFloatArray();
            double[] values = new double[quantiles.length];
            for (int row = 0; row < values.length; row++) {
                values[row] = quantiles[row];
            }
            return values;
        }
    }

    @Override
    public double[][] gradients(double[][] points) {
        try (NDManager manager = NDManager.newBaseManager();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            TensorEngine.enter(true);
            NDArray windows = windows(manager, points);
            windows.setRequiresGradient(true);
            NDArray sum = quantiles(manager, windows).sum();
            JniUtils.backward((PtNDArray) sum, (PtNDArray) sum.onesLike(), false, false);
            float[] flat = windows.getGradient().toFloatArray();
            double[][] gradients = new double[points.length][points[0].length];
            for (int i = 0; i < flat.length; i++) {
                gradients[i / points[0].length][i % points[0].length] = flat[i];
            }
            return gradients;
        } finally {
            TensorEngine.enter(false);
        }
    }

    private NDArray windows(NDManager manager, double[][] points) {
        return manager.create(points)
                .toType(DataType.FLOAT32, false)
                .reshape(new Shape(points.length, steps, points[0].length / steps));
    }

    private NDArray quantiles(NDManager manager, NDArray windows) {
        Moments outputs = pass.of(manager, windows);
        NDList means = outputs.mean().split(ExpectedLikelihood.OUTPUTS, 1);
        NDList variances = outputs.variance().split(ExpectedLikelihood.OUTPUTS, 1);
        NDArray log = means.get(1).add(variances.get(1)).squeeze(1);
        NDArray noise = log.add(log).exp();
        NDArray sd = variances.get(0).squeeze(1).add(noise).sqrt();
        return means.get(0).squeeze(1).sub(Scalars.times(sd, DEVIATIONS));
    }
}
