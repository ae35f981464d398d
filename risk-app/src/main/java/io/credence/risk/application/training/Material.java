package io.credence.risk.application.training;

import io.credence.forecasting.market.BarSpec;
import java.time.Duration;
import java.util.List;

/**
 * What models of the service learn from and foretell.
 *
 * @param horizons in bars, rising
 * @param window how far back from its end the history is read
 */
public record Material(BarSpec spec, List<Integer> horizons, Duration window) {

    public Material {
        horizons = List.copyOf(horizons);
    }
}
