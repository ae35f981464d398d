package io.credence.bnn.inference.moment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.credence.bnn.engine.TensorEngine;
import io.credence.bnn.moments.DrawPropagation;
import io.credence.bnn.moments.Moments;
import io.credence.bnn.random.Key;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Forecasts of a trained network: by one pass of moments, or by draws of the weights. */
public final class MomentPredictor {

    private static final int ROWS = 512;

    private final TrainedWeights trained;
    private final Carried carried;

    private MomentPredictor(TrainedWeights trained, Carried carried) {
        this.trained = trained;
        this.carried = carried;
    }

    /**
     * By one pass.
     *
     * @param carried all but {@link Carried#DRAWS}, which {@link #draws} has
     */
    public static MomentPredictor of(TrainedWeights trained, Carried carried) {
        if (carried == Carried.DRAWS) {
            throw new IllegalArgumentException("DRAWS are no single pass. Maybe MomentPredictor.draws?");
        }
        return new MomentPredictor(trained, carried);
    }

    /** One forecast a row. */
    public MomentForecast[] predict(WindowData data) {
        return inBatches(data, (manager, windows) -> {
            Moments weights = new Moments(floats(manager, trained.means()), floats(manager, trained.variances()));
            return trained.bound().of(carried, carried.outputs(trained.network(), weights, windows, manager::zeros));
        });
    }

    /**
     * By draws: each output's moments over so many draws of all weights, which are held over the window.
     *
     * @param draws at least 2
     */
    public static MomentForecast[] draws(TrainedWeights trained, WindowData data, int draws, Key key) {
        double[][] points = points(trained, draws, key);
        return inBatches(data, (manager, windows) -> {
            NDArray flat = manager.create(points).toType(DataType.FLOAT32, false);
            DrawPropagation through = new DrawPropagation(trained.network().layout(), flat);
            return overDraws(trained.bound().values(trained.network().forward(through, through.certain(windows))));
        });
    }

    /** Moments over the first axis. */
    static Moments overDraws(NDArray outputs) {
        NDArray mean = outputs.mean(new int[] {0}, true);
        return new Moments(mean.squeeze(0), outputs.sub(mean).square().mean(new int[] {0}));
    }

    /** Draws of all weights. */
    static double[][] points(TrainedWeights trained, int draws, Key key) {
        if (draws < 2) {
            throw new IllegalArgumentException("draws are " + draws + "; a variance needs at least 2");
        }
        ZigguratSampler gaussian = ZigguratSampler.NormalizedGaussian.of(key.generator());
        double[][] points = new double[draws][];
        for (int draw = 0; draw < draws; draw++) {
            points[draw] = trained.means().clone();
            for (int i = 0; i < points[draw].length; i++) {
                points[draw][i] += Math.sqrt(trained.variances()[i]) * gaussian.sample();
            }
        }
        return points;
    }

    private static MomentForecast[] inBatches(WindowData data, BiFunction<NDManager, NDArray, Moments> pass) {
        MomentForecast[] forecasts = new MomentForecast[data.rows()];
        TensorEngine.enter(false);
        for (int from = 0; from < data.rows(); from += ROWS) {
            int[] rows =
                    IntStream.range(from, Math.min(from + ROWS, data.rows())).toArray();
            try (NDManager manager = NDManager.newBaseManager()) {
                Moments outputs = pass.apply(manager, Batches.windows(manager, data, rows))
                        .checked("the outputs");
                float[] m = outputs.mean().toFloatArray();
                float[] v = outputs.variance().toFloatArray();
                for (int i = 0; i < rows.length; i++) {
                    forecasts[from + i] = new MomentForecast(m[2 * i], v[2 * i], m[2 * i + 1], v[2 * i + 1]);
                }
            }
        }
        return forecasts;
    }

    private static NDArray floats(NDManager manager, double[] values) {
        return manager.create(values).toType(DataType.FLOAT32, false);
    }
}
