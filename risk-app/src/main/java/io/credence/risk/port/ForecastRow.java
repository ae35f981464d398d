package io.credence.risk.port;

import java.time.Instant;
import java.util.UUID;

/**
 * A forecast as it is stored. Returns and losses are log returns in percent, variances percent squared. Arrays over levels
 * follow {@code ConfidenceLevel.STANDARD}; quantiles follow {@link #PROBABILITIES}.
 *
 * @param id hashes the key and the model version
 * @param price the close at the origin, so that a reader can turn returns into prices
 * @param distribution as its predictor encoded it
 * @param source where the record stands that closed the bar
 * @param valueHash SHA-256 of everything that was forecast; two rows of one key with equal hash are the same forecast
 */
public record ForecastRow(
        UUID id,
        ForecastKey key,
        String modelVersion,
        double price,
        byte[] distribution,
        Figures figures,
        Source source,
        byte[] valueHash) {

    /** The probabilities of the stored quantiles, for the fan chart. */
    public static final double[] PROBABILITIES = {0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99};

    /** What a reader asks of the distribution, computed once. Intervals are central 90 % posterior intervals. */
    public record Figures(
            double mean,
            double aleatoricVariance,
            double epistemicVariance,
            double[] quantiles,
            double[] valueAtRisk,
            double[] expectedShortfall,
            double[] valueAtRiskLow,
            double[] valueAtRiskHigh,
            double[] expectedShortfallLow,
            double[] expectedShortfallHigh) {}

    /**
     * Provenance besides the model's own.
     *
     * @param offset of the record that moved the watermark past the bar's end
     * @param runtime engine, its version, threads and CPU capability
     */
    public record Source(PartitionId partition, long offset, Instant barStart, String runtime) {}
}
