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
 * @param shadowNights how many nights a challenger that earned it forecasts beside the champion first; 0 for none
 * @param checkpointEvery how often a fit's state is saved, which the next trainer of the run goes on from
 * @param keepRejected the files of so many of the newest challengers that were never promoted are kept; 0 keeps all
 */
public record TrainingPlan(
        String model,
        BarSpec spec,
        List<Integer> horizons,
        FitOptions options,
        Duration window,
        String code,
        Duration lease,
        int shadowNights,
        Duration checkpointEvery,
        int keepRejected) {

    private static final int MOST_NIGHTS = 365;

    public TrainingPlan {
        if (keepRejected < 0) {
            throw new IllegalArgumentException("credence.retrain.keep-rejected is " + keepRejected
                    + "; it must be 0, which keeps all, or more. Maybe 30.");
        }
        horizons = List.copyOf(horizons);
        if (shadowNights < 0 || shadowNights > MOST_NIGHTS) {
            throw new IllegalArgumentException("credence.retrain.shadow-nights is " + shadowNights
                    + "; it must be 0 to " + MOST_NIGHTS + ". Maybe 5, a week of business days.");
        }
    }
}
