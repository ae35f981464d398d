package io.credence.risk.port;

import io.credence.forecasting.distribution.ForecastDistribution;

/** Makes a stored forecast's distribution a value again, so that a reader can ask it for any level. */
@FunctionalInterface
public interface DistributionReader {

    /**
     * May be called from any thread.
     *
     * @param modelVersion of the forecast's row
     * @param distribution the row's bytes
     * @throws io.credence.forecasting.model.CorruptModelException when that version cannot be loaded any more
     */
    ForecastDistribution read(String modelVersion, byte[] distribution);
}
