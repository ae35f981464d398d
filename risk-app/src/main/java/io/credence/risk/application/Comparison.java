package io.credence.risk.application;

import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.ForecastRow.Figures;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A stored forecast beside the same one computed again.
 *
 * @param untouched whether the stored values still hash to the stored hash
 * @param equal whether what was computed again is the stored forecast, byte for byte
 * @param sameRuntime whether engine, threads and CPU capability are those of the stored one: only then must bytes be equal
 * @param differences per figure that differs, the largest difference relative to the stored value
 */
public record Comparison(boolean untouched, boolean equal, boolean sameRuntime, Map<String, Double> differences) {

    /** How far values may lie apart that another engine or processor computed, relative to the stored ones. */
    public static final double OTHER_RUNTIME = 1e-5;

    public Comparison {
        differences = Map.copyOf(differences);
    }

    public static Comparison of(ForecastRow stored, ForecastRow again) {
        byte[] hash = ForecastIdentity.valueHash(stored.price(), stored.distribution(), stored.figures());
        return new Comparison(
                Arrays.equals(hash, stored.valueHash()),
                Arrays.equals(again.valueHash(), hash) && again.id().equals(stored.id()),
                again.source().runtime().equals(stored.source().runtime()),
                differences(stored, again));
    }

    /** Whether the forecast stands: nobody changed it, and it comes out again as far as this machine can tell. */
    public boolean holds() {
        boolean near = differences.values().stream().allMatch(difference -> difference <= OTHER_RUNTIME);
        return untouched && (equal || !sameRuntime && near);
    }

    private static Map<String, Double> differences(ForecastRow stored, ForecastRow again) {
        Map<String, double[]> expected = values(stored);
        Map<String, double[]> found = values(again);
        Map<String, Double> differences = new LinkedHashMap<>();
        expected.forEach((name, values) -> {
            double difference = largest(values, found.getOrDefault(name, new double[0]));
            if (difference > 0) {
                differences.put(name, difference);
            }
        });
        return differences;
    }

    private static Map<String, double[]> values(ForecastRow row) {
        Figures figures = row.figures();
        Map<String, double[]> values = new LinkedHashMap<>();
        values.put("price", new double[] {row.price()});
        values.put("mean", new double[] {figures.mean()});
        values.put("aleatoric variance", new double[] {figures.aleatoricVariance()});
        values.put("epistemic variance", new double[] {figures.epistemicVariance()});
        values.put("quantiles", figures.quantiles());
        values.put("VaR", figures.valueAtRisk());
        values.put("ES", figures.expectedShortfall());
        values.put("VaR from", figures.valueAtRiskLow());
        values.put("VaR to", figures.valueAtRiskHigh());
        values.put("ES from", figures.expectedShortfallLow());
        values.put("ES to", figures.expectedShortfallHigh());
        return values;
    }

    private static double largest(double[] expected, double[] found) {
        if (expected.length != found.length) {
            return Double.POSITIVE_INFINITY;
        }
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
            if (Double.compare(expected[i], found[i]) != 0) {
                double scale = Math.max(Math.abs(expected[i]), Double.MIN_NORMAL);
                double difference = Math.abs(found[i] - expected[i]) / scale;
                largest = Math.max(largest, Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference);
            }
        }
        return largest;
    }
}
