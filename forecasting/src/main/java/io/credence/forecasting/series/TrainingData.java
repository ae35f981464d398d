package io.credence.forecasting.series;

import io.credence.forecasting.market.BarSpec;
import java.util.List;

/**
 * What a model is fitted on.
 *
 * @param horizons in bars, rising, each at least 1
 */
public record TrainingData(BarSpec spec, List<Integer> horizons, List<BarSeries> series) {

    public TrainingData {
        horizons = List.copyOf(horizons);
        series = List.copyOf(series);
        if (horizons.isEmpty() || horizons.getFirst() < 1) {
            throw new IllegalArgumentException("horizons are " + horizons + "; each must be at least 1 bar");
        }
    }
}
