/**
 * What a forecasting model is: a {@link io.credence.forecasting.model.ForecastModel} (a definition) that is fitted to
 * give a {@link io.credence.forecasting.model.FittedModel} (bytes), from which a
 * {@link io.credence.forecasting.model.Predictor} (ready to compute) is loaded.
 */
@NullMarked
package io.credence.forecasting.model;

import org.jspecify.annotations.NullMarked;
