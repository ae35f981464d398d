package io.credence.risk.application.training;

import io.credence.forecasting.market.BarSpec;
import io.credence.forecasting.model.FitOptions;
import java.time.Duration;
import java.util.List;

/**
 * What is fitted, and how.
 *
 * @param model the name in the catalogue
 * @param horizons in bars, rising
 * @param window how far back from its end the history is read
 * @param code the version of this program, for provenance
 * @param lease after this long without a sign of life a run may be another trainer's
 */
public record TrainingPlan(
        String model,
        BarSpec spec,
        List<Integer> horizons,
        FitOptions options,
        Duration window,
        String code,
        Duration lease) {

    public TrainingPlan {
        horizons = List.copyOf(horizons);
    }
}
