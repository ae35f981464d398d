package io.credence.risk.port;

import io.credence.forecasting.scoring.Outcome;
import java.time.Instant;
import java.util.UUID;

/**
 * What became of a forecast.
 *
 * @param referenceCrps of the EWMA reference for the same bars, in percent
 */
public record ScoreRow(
        ForecastKey key,
        UUID forecastId,
        String modelVersion,
        Instant realisedAt,
        Outcome outcome,
        double referenceCrps) {}
