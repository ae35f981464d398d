package io.credence.risk.application;

import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.drift.CalibrationMonitor;

/** Reads the parts of a stored state that others wrote. */
interface Decoders {

    ForecastDistribution forecast(String modelVersion, byte[] bytes);

    ForecastDistribution reference(byte[] bytes);

    CalibrationMonitor monitor(byte[] bytes);
}
