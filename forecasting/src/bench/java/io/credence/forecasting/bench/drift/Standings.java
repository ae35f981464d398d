package io.credence.forecasting.bench.drift;

import io.credence.bnn.bench.Report;
import java.util.Map;

/**
 * The combined monitor beside a CUSUM that knows the very fault and is set to the same share of false alarms in 5,000 bars: no monitor can be
 * much quicker than that, so the ratio of the delays is the price of not knowing what goes wrong, nor when.
 */
final class Standings {

    private Standings() {}

    static void addTo(Report report, Map<Scenario, Map<String, Tally>> tallies) {
        Report table = report.table("against_cusum", "scenario", "cusum_for", "combined", "cusum", "ratio");
        tallies.forEach((scenario, of) -> {
            for (String scale : new String[] {"1.25", "1.5"}) {
                Tally combined = of.get("combined");
                Tally cusum = of.get("cusum for " + scale);
                if (combined != null && cusum != null && scenario.name().startsWith("scale " + scale + " ")) {
                    double ratio = combined.medianDelay() / cusum.medianDelay();
                    table.row(scenario.name(), scale, combined.medianDelay(), cusum.medianDelay(), ratio);
                }
            }
        });
    }
}
