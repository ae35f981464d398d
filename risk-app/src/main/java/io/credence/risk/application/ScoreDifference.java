package io.credence.risk.application;

import io.credence.forecasting.scoring.Outcome;
import io.credence.risk.port.ScoreRow;
import java.util.Optional;

/** How a stored score differs from the same one computed again. */
final class ScoreDifference {

    /** Processors differ in the last digits of exponentials and logarithms. */
    private static final double NEAR = 1e-9;

    /** The reference's state is rebuilt from its last bars, which is as near as its memory is short. */
    private static final double NEAR_REFERENCE = 1e-6;

    private ScoreDifference() {}

    /** @param reference whether the reference's score was computed, too */
    static Optional<String> of(ScoreRow stored, ScoreRow again, boolean reference) {
        if (!stored.forecastId().equals(again.forecastId())
                || !stored.modelVersion().equals(again.modelVersion())) {
            return Optional.of("it names forecast " + stored.forecastId() + " by " + stored.modelVersion());
        }
        if (!stored.realisedAt().equals(again.realisedAt())) {
            return Optional.of("it was realised at " + again.realisedAt() + ", not " + stored.realisedAt());
        }
        Outcome was = stored.outcome();
        Outcome is = again.outcome();
        return figure("return", was.realised(), is.realised(), NEAR)
                .or(() -> figure("PIT", was.pit(), is.pit(), NEAR))
                .or(() -> figure("CRPS", was.crps(), is.crps(), NEAR))
                .or(() -> figure("log score", was.logScore(), is.logScore(), NEAR))
                .or(() -> hits(was, is))
                .or(() -> reference
                        ? figure("CRPS of the reference", stored.referenceCrps(), again.referenceCrps(), NEAR_REFERENCE)
                        : Optional.empty());
    }

    private static Optional<String> hits(Outcome was, Outcome is) {
        return was.exceeded().equals(is.exceeded())
                ? Optional.empty()
                : Optional.of("its hits are " + is.exceeded() + ", stored is " + was.exceeded());
    }

    private static Optional<String> figure(String name, double stored, double again, double near) {
        return isNear(stored, again, near)
                ? Optional.empty()
                : Optional.of("its " + name + " is " + again + ", stored is " + stored);
    }

    /** Relative to the larger of the figure and 1. */
    static boolean isNear(double one, double other, double near) {
        return Double.compare(one, other) == 0
                || Math.abs(one - other) <= near * Math.max(1, Math.max(Math.abs(one), Math.abs(other)));
    }
}
