package io.credence.risk.application.training;

import io.credence.risk.port.ModelFiles;
import io.credence.risk.port.ModelStore;
import java.io.UncheckedIOException;
import org.jboss.logging.Logger;

/**
 * Removes the files of challengers that were never promoted nor put on trial, but for the newest. A version that was in charge or beside it
 * is named by forecasts, which can be computed again only with it, so it stays; and what is known of a removed one stays in the store.
 */
final class Retention {

    private static final Logger LOG = Logger.getLogger(Retention.class);

    private final ModelStore store;
    private final ModelFiles files;
    private final int keep;

    /** @param keep how many of the newest; 0 keeps all */
    Retention(ModelStore store, ModelFiles files, int keep) {
        this.store = store;
        this.files = files;
        this.keep = keep;
    }

    /** A file that cannot be removed is no reason for a run to fail. */
    void sweep() {
        if (keep == 0) {
            return;
        }
        for (String version : store.rejected(keep)) {
            try {
                if (files.remove(version)) {
                    LOG.infof("the files of %s, which was never promoted, were removed", version);
                }
            } catch (UncheckedIOException e) {
                LOG.warnf("the files of %s stay: %s", version, e.getMessage());
            }
        }
    }
}
