package io.credence.bnn.inference.mcmc;

import io.credence.bnn.tensor.Tensors;

/**
 * What warm-up learns, for all chains.
 *
 * @param window draws for the next metric
 */
record Tuning(DualAveraging averaging, Metric metric, Covariance window) {

    static Tuning start(ChainOptions.Shape shape, int dimension) {
        return new Tuning(DualAveraging.from(1), Metric.identity(shape, dimension), Covariance.empty(shape, dimension));
    }

    double step(boolean tunes) {
        return tunes ? averaging.step() : averaging.tuned();
    }

    Tuning withStep(double step) {
        return new Tuning(DualAveraging.from(step), metric, window);
    }

    Tensors save(Tensors into) {
        return window.save(into.with("averaging", averaging.values()).with("metric", metric.values()));
    }

    static Tuning restore(Tensors saved, ChainOptions.Shape shape, int dimension) {
        return new Tuning(
                DualAveraging.restore(saved, "averaging"),
                Metric.restore(shape, dimension, saved, "metric"),
                Covariance.restore(saved, shape, dimension));
    }
}
