package io.credence.risk.port;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Challengers on trial: at most one at a time forecasts beside the champion, in a lane of its own. */
public interface ShadowStore {

    /** The challenger on trial. */
    Optional<Shadow> current();

    /**
     * Puts a registered version on trial beside the present champion, in one transaction with its announcement.
     *
     * @param nights days of the stream's time that it must forecast before it may take over
     * @param runId the run whose lease must still be the owner's
     * @throws IllegalArgumentException when another is on trial
     * @throws PositionLostException when the lease was lost
     */
    void enter(String version, int nights, String reason, long runId, String owner);

    /**
     * Ends a trial: the shadow becomes the champion, or is retired. A trial that has ended already, because somebody else was quicker or
     * the champion was replaced, is left alone.
     *
     * @param report figures of the comparison and the reason, by name
     * @return whether it was this call that ended it
     */
    boolean end(Shadow shadow, boolean promote, Map<String, String> report);

    /**
     * The comparison so far: one row for each origin whose outcome is known to both, at the shortest horizon, in time order. Champion
     * forecasts of other versions are left out.
     */
    List<Duel> duels(Shadow shadow, String spec);

    /** Whether a monitor of its lane has an alarm, or had one. */
    boolean isAccused(Shadow shadow, String spec);

    /** Newest first, those that have ended included. */
    List<Ended> trials(String version);

    /**
     * A challenger on trial.
     *
     * @param number of trials up to this one, 1 for the first
     * @param champion whom it is compared with
     */
    record Shadow(
            long id,
            int number,
            String version,
            String champion,
            @Nullable Long runId,
            int nights,
            Instant enteredAt) {}

    /**
     * What an origin says, as means over the instruments.
     *
     * @param advantage (champion - shadow) / (champion + shadow) of their CRPS, in [-1, 1]
     */
    record Duel(Instant origin, double championCrps, double shadowCrps, double advantage) {}

    /**
     * A trial as it stands.
     *
     * @param verdict promoted or dropped; null while it lasts
     */
    record Ended(
            Shadow shadow,
            @Nullable Instant endedAt,
            @Nullable String verdict,
            Map<String, String> report) {}
}
