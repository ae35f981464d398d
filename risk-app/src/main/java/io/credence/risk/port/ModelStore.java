package io.credence.risk.port;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Model versions, promotions and training runs in the database. The files of a version lie in the registry. */
public interface ModelStore {

    /** The version of the latest promotion. */
    Optional<String> champion();

    Optional<Version> version(String version);

    /** Newest first. */
    List<Version> versions(int limit);

    /**
     * Versions that were never champion nor on trial, so that no stored forecast names them, and that no run under way has made; newest
     * first.
     *
     * @param skip leaves out so many of the newest
     */
    List<String> rejected(int skip);

    /** Enters a version as candidate; one that exists is left alone. */
    void register(Version version);

    /**
     * Makes a version the champion and the earlier champion retired, in one transaction with an announcement on the outbox.
     *
     * @param runId the run whose lease must still be the owner's; null for a promotion by hand
     * @throws PositionLostException when the lease was lost
     */
    void promote(String version, String reason, @Nullable Long runId, @Nullable String owner);

    /** Newest first. */
    List<Promotion> promotions(int limit);

    /** Asks for a training run and announces it; a run of the same scope and night is left alone. The run's id. */
    long request(String scope, String night, String cause);

    /** As {@link #request}, unless a run waits or is under way: empty then, however many ask at once. */
    Optional<Long> requestAlone(String scope, String night, String cause);

    /**
     * Asks for a run where an incident's cause asks for one and its alerts accuse the champion: not while another waits or is under way, nor
     * sooner than a while after the last run that an incident asked for has ended. The run's id, if any.
     */
    Optional<Long> requestForIncident(java.time.Duration coolDown);

    /** Whether a run waits, or is another's whose lease ran out. */
    boolean isRunWaiting();

    /**
     * Claims the oldest run that waits or whose lease ran out, unless another run's lease is alive: one trainer at a time. A run that five trainers
     * have died of is ended as failed instead.
     */
    Optional<Run> claim(String owner, java.time.Duration lease);

    /** Renews the lease. @return false when it is another's by now. */
    boolean renew(long runId, String owner, java.time.Duration lease);

    /** Ends a run. @throws PositionLostException when the lease was lost. */
    void finish(long runId, String owner, Ended ended);

    /** How far the fit of a run has come, as an earlier trainer left it. */
    Optional<byte[]> checkpoint(long runId);

    /**
     * Replaces how far the fit of a run has come; it is forgotten when the run ends.
     *
     * @throws PositionLostException when the lease was lost
     */
    void saveCheckpoint(long runId, String owner, byte[] state);

    Optional<Run> run(long id);

    /** Newest first. */
    List<Run> runs(int limit);

    /**
     * A version of a model.
     *
     * @param state candidate, shadow, champion or retired
     * @param provenance data fingerprint and span, seed, steps, engine, device
     */
    record Version(
            String version,
            String model,
            String state,
            Instant createdAt,
            @Nullable Long runId,
            Map<String, String> provenance) {}

    /**
     * A change of champions.
     *
     * @param previous the champion before; null for the first
     * @param runId the training run that earned it; null for one by hand
     */
    record Promotion(
            String version,
            @Nullable String previous,
            String reason,
            @Nullable Long runId,
            Instant promotedAt) {}

    /**
     * A training run.
     *
     * @param state queued, running, promoted, shadow, kept or failed
     * @param since the change that the incident which asked for it tells of; null for any other run
     * @param report figures of the comparison and the reason of the outcome, by name
     */
    record Run(
            long id,
            String scope,
            String night,
            String cause,
            String state,
            Instant requestedAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String challenger,
            @Nullable String champion,
            @Nullable Instant since,
            Map<String, String> report) {}

    /** How a run ended: promoted, shadow, kept or failed. */
    record Ended(
            String state,
            @Nullable String challenger,
            @Nullable String champion,
            Map<String, String> report) {}
}
