package io.credence.risk.application.training;

import io.credence.forecasting.model.ProgressListener;
import io.credence.risk.port.HistoryStore;
import io.credence.risk.port.ModelFiles;
import io.credence.risk.port.ModelStore;
import io.credence.risk.port.ModelStore.Run;
import io.credence.risk.port.PositionLostException;
import io.credence.risk.port.ShadowStore;
import io.credence.risk.port.StoreUnavailableException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Carries out one training run from claim to verdict. */
public final class Training {

    private static final Logger LOG = Logger.getLogger(Training.class);

    private final ModelStore store;
    private final ShadowStore shadows;
    private final HistoryReader reader;
    private final ModelFiles files;
    private final TrainingPlan plan;

    public Training(ModelStore store, ShadowStore shadows, HistoryStore history, ModelFiles files, TrainingPlan plan) {
        this.store = store;
        this.shadows = shadows;
        this.reader = new HistoryReader(history, plan.material());
        this.files = files;
        this.plan = plan;
    }

    /**
     * Claims the run that waits longest, and carries it out.
     *
     * @param owner names this trainer among all that ever were
     * @return empty when none waits
     * @throws PositionLostException when another trainer has the run by now; nothing was promoted then
     * @throws StoreUnavailableException when the database went away; the run waits for its lease to end
     */
    public Optional<Outcome> next(String owner, ProgressListener progress) {
        return store.claim(owner, plan.lease()).map(run -> carryOut(run, owner, progress));
    }

    private Outcome carryOut(Run run, String owner, ProgressListener progress) {
        LOG.infof("training run %d of %s for %s began (%s)", run.id(), run.scope(), run.night(), run.cause());
        try (Lease lease = Lease.hold(store, run.id(), owner, plan.lease())) {
            Outcome outcome = attempt(run, owner, lease, progress);
            store.finish(run.id(), owner, outcome.ended());
            LOG.infof("training run %d: %s: %s", run.id(), outcome.state(), outcome.reason());
            new Retention(store, files, plan.keepRejected()).sweep();
            return outcome;
        }
    }

    /** A run that cannot be done ends as failed and leaves the champion; one that was lost ends elsewhere. */
    private Outcome attempt(Run run, String owner, Lease lease, ProgressListener progress) {
        try {
            return work(run, owner, lease, progress);
        } catch (PositionLostException | StoreUnavailableException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            // Data or options: the message says it all.
            return failed(run, e);
        } catch (RuntimeException | LinkageError e) {
            LOG.errorf(e, "training run %d failed", run.id());
            return failed(run, e);
        }
    }

    private Outcome failed(Run run, Throwable e) {
        String reason = e.getMessage() == null ? e.toString() : e.getMessage();
        return new Outcome(
                run.id(), Outcome.FAILED, null, store.champion().orElse(null), Map.of(Outcome.REASON, reason));
    }

    private Outcome work(Run run, String owner, Lease lease, ProgressListener progress) {
        ProgressListener watched = (done, total) -> {
            lease.check();
            progress.progress(done, total);
        };
        Optional<Champion> champion = Champion.of(store, files, plan.material());
        Optional<Outcome> before = champion.flatMap(held -> promotedBefore(run, held))
                .or(() -> isTried(run, champion) ? onTrial(run) : Optional.empty());
        if (before.isPresent()) {
            return before.get();
        }
        RunCheckpoints checkpoints = new RunCheckpoints(store, run.id(), owner, plan.checkpointEvery());
        Outcome outcome = new Trial(store, files, plan, run, watched, checkpoints).judge(reader.read(run), champion);
        lease.check();
        if (!outcome.state().equals(Outcome.PROMOTED)) {
            return outcome;
        }
        String challenger = Objects.requireNonNull(outcome.challenger());
        if (isTried(run, champion)) {
            shadows.enter(challenger, plan.shadowNights(), outcome.reason(), run.id(), owner);
            return outcome.onTrial(plan.shadowNights());
        }
        store.promote(challenger, outcome.reason(), run.id(), owner);
        return outcome;
    }

    /** An accused champion, or one that does not compute, is relieved at once. */
    private boolean isTried(Run run, Optional<Champion> champion) {
        return plan.shadowNights() > 0
                && run.since() == null
                && champion.filter(held -> held.standIn().isEmpty()).isPresent();
    }

    /** One trial at a time: a night's challenger would wait for nothing. */
    private Optional<Outcome> onTrial(Run run) {
        return shadows.current().map(shadow -> {
            boolean own = Long.valueOf(run.id()).equals(shadow.runId());
            String reason = own
                    ? "put on trial by an earlier trainer of this run"
                    : shadow.version() + " is on trial since " + shadow.enteredAt() + "; nothing was trained beside it";
            return new Outcome(
                    run.id(),
                    own ? Outcome.SHADOW : Outcome.KEPT,
                    own ? shadow.version() : null,
                    shadow.champion(),
                    Map.of(Outcome.REASON, reason));
        });
    }

    /** The trainer before this one promoted, and stopped before it could say so. */
    private Optional<Outcome> promotedBefore(Run run, Champion champion) {
        return store.version(champion.version())
                .filter(version -> Long.valueOf(run.id()).equals(version.runId()))
                .map(version -> new Outcome(
                        run.id(),
                        Outcome.PROMOTED,
                        version.version(),
                        null,
                        Map.of(Outcome.REASON, "promoted by an earlier trainer of this run")));
    }
}
