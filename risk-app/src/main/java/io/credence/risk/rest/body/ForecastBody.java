package io.credence.risk.rest.body;

import io.credence.risk.port.ForecastRow;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A stored forecast. */
@Schema(
        description =
                "The forecast distribution of one log return, in percent, with the risk it means and where it came from.")
public record ForecastBody(
        @Schema(description = "Hashes the key and the model version.")
        UUID id,

        @Schema(examples = "BTCUSD") String instrument,

        @Schema(description = "The bar length.", examples = "1m")
        String bars,

        @Schema(description = "In bars.", examples = "5") int horizon,

        @Schema(description = "champion, a shadow's version or a replay run.", examples = "champion")
        String lane,

        @Schema(description = "The end of the last bar it knows.", examples = "2013-11-29T12:34:00Z")
        Instant origin,

        @Schema(examples = "bayesian-1f2e3d4c5b6a") String modelVersion,

        @Schema(description = "The close at the origin, in the quote currency.", examples = "1037.1")
        double price,

        @Schema(description = "In percent.", examples = "0.004")
        double mean,

        @Schema(description = "Variance that is noise of the market, in percent squared.", examples = "0.0412")
        double aleatoricVariance,

        @Schema(
                description =
                        "Variance that is ignorance of the model, in percent squared; the total is the sum of both.",
                examples = "0.0003")
        double epistemicVariance,

        @Schema(description = "Rising in probability.") List<QuantileBody> quantiles,

        @Schema(description = "At the standard levels 0.95, 0.975 and 0.99.")
        List<RiskBody> risk,

        Source source) {

    /** Where a forecast came from. */
    @Schema(description = "Where the forecast came from, besides its model version.")
    public record Source(
            @Schema(description = "The Kafka topic's id.") String topicId,
            @Schema(examples = "0") int partition,

            @Schema(description = "Of the record that moved the watermark past the bar's end.", examples = "40127")
            long offset,

            @Schema(description = "The start of the bar that ended at the origin.")
            Instant barStart,

            @Schema(description = "Engine, its version, threads and CPU capability.")
            String runtime,

            @Schema(description = "SHA-256 of everything that was forecast, hexadecimal.")
            String valueHash) {

        static Source of(ForecastRow row) {
            ForecastRow.Source source = row.source();
            return new Source(
                    source.partition().topicId(),
                    source.partition().partition(),
                    source.offset(),
                    source.barStart(),
                    source.runtime(),
                    HexFormat.of().formatHex(row.valueHash()));
        }
    }

    public static ForecastBody of(ForecastRow row) {
        return new ForecastBody(
                row.id(),
                row.key().instrument(),
                row.key().spec(),
                row.key().horizon(),
                row.key().lane(),
                row.key().origin(),
                row.modelVersion(),
                row.price(),
                row.figures().mean(),
                row.figures().aleatoricVariance(),
                row.figures().epistemicVariance(),
                QuantileBody.of(row),
                RiskBody.of(row.figures()),
                Source.of(row));
    }
}
