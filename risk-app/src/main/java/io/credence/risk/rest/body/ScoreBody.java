package io.credence.risk.rest.body;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.scoring.Outcome;
import io.credence.risk.port.ScoreRow;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What became of a forecast. */
@Schema(description = "What became of a forecast once its horizon had passed.")
public record ScoreBody(
        UUID forecastId,
        @Schema(examples = "BTCUSD") String instrument,
        @Schema(examples = "1m") String bars,
        @Schema(description = "In bars.", examples = "5") int horizon,
        Instant origin,
        Instant realisedAt,
        String modelVersion,

        @Schema(description = "The log return over the horizon, in percent.", examples = "-0.21")
        double realised,

        @Schema(description = "Probability integral transform, in [0, 1].", examples = "0.083")
        double pit,

        @Schema(description = "Continuous ranked probability score, in percent; lower is better.", examples = "0.09")
        double crps,

        @Schema(description = "The same of the EWMA reference; absent where there is none.", examples = "0.11")
        @Nullable
        Double referenceCrps,

        @Schema(description = "In nats; higher is better.", examples = "0.42")
        double logScore,

        @Schema(description = "The levels whose value at risk the loss exceeded.", examples = "[0.95]")
        List<Double> breaches) {

    public static ScoreBody of(ScoreRow row) {
        Outcome outcome = row.outcome();
        return new ScoreBody(
                row.forecastId(),
                row.key().instrument(),
                row.key().spec(),
                row.key().horizon(),
                row.key().origin(),
                row.realisedAt(),
                row.modelVersion(),
                outcome.realised(),
                outcome.pit(),
                outcome.crps(),
                Figure.orNull(row.referenceCrps()),
                outcome.logScore(),
                breaches(outcome.exceeded()));
    }

    private static List<Double> breaches(List<Boolean> exceeded) {
        return IntStream.range(0, exceeded.size())
                .filter(exceeded::get)
                .mapToObj(i -> ConfidenceLevel.STANDARD.get(i).value())
                .toList();
    }
}
