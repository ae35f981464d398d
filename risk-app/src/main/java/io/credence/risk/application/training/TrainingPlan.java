package io.credence.risk.application.training;

import io.credence.forecasting.model.FitOptions;
import java.time.Duration;

/**
 * What is fitted, and how.
 *
 * @param model the name in the catalogue
 * @param material what it learns from
 * @param continual whether a night goes on from the champion where it can, its posterior being the prior of what has come since; else, and
 *     for an incident, the fit is from nothing
 * @param code the version of this program, for provenance
 * @param lease after this long without a sign of life a run may be another trainer's
 * @param shadowNights how many nights a challenger that earned it forecasts beside the champion first; 0 for none
 * @param checkpointEvery how often a fit's state is saved, which the next trainer of the run goes on from
 * @param keepRejected the files of so many of the newest challengers that were never promoted are kept; 0 keeps all
 */
public record TrainingPlan(
        String model,
        Material material,
        FitOptions options,
        boolean continual,
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
        if (shadowNights < 0 || shadowNights > MOST_NIGHTS) {
            throw new IllegalArgumentException("credence.retrain.shadow-nights is " + shadowNights
                    + "; it must be 0 to " + MOST_NIGHTS + ". Maybe 5, a week of business days.");
        }
    }
}
