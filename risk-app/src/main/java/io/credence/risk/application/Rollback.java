package io.credence.risk.application;

import io.credence.forecasting.model.CorruptModelException;
import io.credence.risk.port.ModelFiles;
import io.credence.risk.port.ModelStore;
import io.credence.risk.port.ModelStore.Promotion;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts an earlier champion in charge again. A running service swaps it in as it does any promotion. */
public final class Rollback {

    /** What a promotion's reason begins with when it was a rollback. */
    static final String REASON = "rolled back by hand: ";

    private static final int LISTED = 20;

    private final ModelStore models;
    private final ModelFiles files;

    public Rollback(ModelStore models, ModelFiles files) {
        this.models = models;
        this.files = files;
    }

    /**
     * Promotes an earlier version, after its files were read and found whole.
     *
     * @param version null for the champion before the present one
     * @return the version that is champion now
     * @throws IllegalArgumentException when there is none to go back to, or more than one could be meant
     * @throws CorruptModelException when its files are missing or changed; the champion stays
     */
    public String to(@Nullable String version, String reason) {
        List<Promotion> past = models.promotions(LISTED);
        if (past.isEmpty()) {
            throw new IllegalArgumentException("no model was ever promoted, so there is none to go back to");
        }
        String target = version == null ? before(past) : version;
        if (target.equals(past.getFirst().version())) {
            throw new IllegalArgumentException(target + " is the champion already");
        }
        files.load(target);
        models.promote(target, REASON + reason, null, null);
        return target;
    }

    private static String before(List<Promotion> past) {
        Promotion newest = past.getFirst();
        if (newest.previous() == null) {
            throw new IllegalArgumentException(newest.version() + " is the first champion; there is none before it");
        }
        if (newest.reason().startsWith(REASON)) {
            throw new IllegalArgumentException(newest.version() + " itself came by a rollback, from "
                    + newest.previous() + ". Maybe name the version you mean, one of "
                    + past.stream().map(Promotion::version).distinct().collect(Collectors.joining(", ")) + ".");
        }
        return newest.previous();
    }
}
