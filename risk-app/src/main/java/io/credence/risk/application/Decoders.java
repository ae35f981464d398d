package io.credence.risk.application;

import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.drift.DriftMonitor;

/** Reads the parts of a stored state that others wrote. */
interface Decoders {

    ForecastDistribution forecast(String modelVersion, byte[] bytes);

    ForecastDistribution reference(byte[] bytes);

    DriftMonitor monitor(byte[] bytes);
}
