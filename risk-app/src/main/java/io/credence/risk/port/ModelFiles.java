package io.credence.risk.port;

import io.credence.forecasting.model.FittedModel;

/** Where the files of model versions lie. A version is written once, whole or not at all, and never changed. */
public interface ModelFiles {

    /**
     * Writes a fitted model; one of the same version that is there already and sound is left alone.
     *
     * @return its version
     * @throws java.io.UncheckedIOException when it cannot be written; nothing of it is visible then
     */
    String save(FittedModel fitted);

    /**
     * Reads a version, its checksums verified.
     *
     * @throws io.credence.forecasting.model.CorruptModelException when files are missing or changed, with what was found
     */
    FittedModel load(String version);

    /**
     * Removes a version's files; a reader sees them all or none.
     *
     * @return whether there were any
     * @throws java.io.UncheckedIOException when they cannot be removed
     */
    boolean remove(String version);
}
