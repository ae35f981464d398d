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
     * Makes a predictor ready. The caller closes it.
     *
     * @throws CorruptModelException when the files are not those of this model
     */
    Predictor load(FittedModel fitted);
}
