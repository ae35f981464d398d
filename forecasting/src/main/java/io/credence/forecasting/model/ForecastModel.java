package io.credence.forecasting.model;

import io.credence.forecasting.series.TrainingData;

/** A model by name: how it is fitted, and how a fitted one becomes a predictor. */
public interface ForecastModel {

    /** The name in the catalogue and after {@code --model}. */
    String name();

    /**
     * Fits it. The same data, options and machine give the same bytes.
     *
     * @param progress told of every step done
     * @throws IllegalArgumentException when the data are too few or not finite, with the figures
     */
    FittedModel fit(TrainingData data, FitOptions options, ProgressListener progress);

    /**
     * Fits it, and goes on where an earlier fit of the same data and options was cut off: on the same machine the result is that of a fit
     * that was not. A model that is fitted in a moment begins anew.
     *
     * @param progress told of every step done, those of the earlier fit left out
     */
    default FittedModel fit(
            TrainingData data, FitOptions options, ProgressListener progress, FitCheckpoints checkpoints) {
        return fit(data, options, progress);
    }

    /**
     * Makes a predictor ready. The caller closes it.
     *
     * @throws CorruptModelException when the files are not those of this model
     */
    Predictor load(FittedModel fitted);
}
