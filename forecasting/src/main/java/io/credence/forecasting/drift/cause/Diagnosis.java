package io.credence.forecasting.drift.cause;

import io.credence.forecasting.drift.Fault;
import io.credence.forecasting.drift.Finding;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which of three has moved, as one value that explains itself from its own numbers.
 *
 * <p>The rule, first match: outcomes contradict the forecasts, {@link Cause#CALIBRATION}; the model is unsure of itself, {@link
 * Cause#EPISTEMIC}; the market is wilder, {@link Cause#ALEATORIC}. One exception: an alarm for too narrow forecasts beside a wilder market whose
 * outcomes fit again is the market's. The model needed some bars to follow, and retraining would teach it nothing.
 *
 * @param since when it moved
 * @param eValue the evidence against calibration; 1 where it was not the ground
 */
public record Diagnosis(Cause cause, Instant since, double eValue, String explanation) {

    /** Outcomes fit again when they are at most so many times as wide as forecast. */
    private static final double FITS = 1.25;

    private static final Set<Fault> NARROW =
            Set.of(Fault.DISPERSION, Fault.TAILS, Fault.HITS, Fault.SHORTFALL, Fault.CLUSTERING);

    /** What has moved; empty while nothing has. */
    public static Optional<Diagnosis> of(Optional<Finding> finding, Symptoms symptoms) {
        if (finding.isPresent()) {
            return Optional.of(
                    isFollowed(finding.get(), symptoms) ? followed(finding.get(), symptoms) : wrong(finding.get()));
        }
        return symptoms.unsureSince()
                .map(since -> unsure(since, symptoms))
                .or(() -> symptoms.wilderSince().map(since -> wilder(since, symptoms)));
    }

    private static boolean isFollowed(Finding finding, Symptoms symptoms) {
        return NARROW.contains(finding.fault())
                && symptoms.wilderSince().isPresent()
                && symptoms.unsureSince().isEmpty()
                && symptoms.recentSpread() <= FITS;
    }

    private static Diagnosis wrong(Finding finding) {
        return new Diagnosis(Cause.CALIBRATION, finding.since(), finding.eValue(), "Calibration: " + finding.explain());
    }

    private static Diagnosis followed(Finding finding, Symptoms symptoms) {
        return new Diagnosis(
                Cause.ALEATORIC,
                finding.since(),
                finding.eValue(),
                wilderText(symptoms)
                        + text("; the forecasts were too narrow for some bars (evidence %.3g)", finding.eValue())
                        + text(" and fit again: outcomes spread %.2f times as wide.", symptoms.recentSpread()));
    }

    private static Diagnosis unsure(Instant since, Symptoms symptoms) {
        return new Diagnosis(
                Cause.EPISTEMIC,
                since,
                1,
                text("Epistemic: the model's uncertainty about itself is %.2f times", symptoms.epistemicRatio())
                        + " its usual share since " + since + "; its inputs are out of its experience.");
    }

    private static Diagnosis wilder(Instant since, Symptoms symptoms) {
        return new Diagnosis(
                Cause.ALEATORIC, since, 1, wilderText(symptoms) + " since " + since + ", and the forecasts say so.");
    }

    private static String wilderText(Symptoms symptoms) {
        return text("Aleatoric: the market is %.2f times as wild as usual", symptoms.aleatoricRatio());
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
