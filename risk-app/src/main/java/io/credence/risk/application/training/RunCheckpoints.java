package io.credence.risk.application.training;

import io.credence.forecasting.model.FitCheckpoints;
import io.credence.risk.port.ModelStore;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** How far the fit of a run has come, in the database: the next trainer may be on another machine. */
final class RunCheckpoints implements FitCheckpoints {

    private static final Logger LOG = Logger.getLogger(RunCheckpoints.class);

    private final ModelStore store;
    private final long runId;
    private final String owner;
    private final long everyNanos;
    private long savedAt = System.nanoTime();

    RunCheckpoints(ModelStore store, long runId, String owner, Duration every) {
        this.store = store;
        this.runId = runId;
        this.owner = owner;
        this.everyNanos = every.toNanos();
    }

    @Override
    public Optional<byte[]> newest() {
        Optional<byte[]> found = store.checkpoint(runId);
        found.ifPresent(state ->
                LOG.infof("training run %d: an earlier trainer left a checkpoint of %d bytes", runId, state.length));
        return found;
    }

    @Override
    public boolean isDue(int step) {
        return System.nanoTime() - savedAt >= everyNanos;
    }

    @Override
    public void save(byte[] state) {
        store.saveCheckpoint(runId, owner, state);
        savedAt = System.nanoTime();
    }
}
