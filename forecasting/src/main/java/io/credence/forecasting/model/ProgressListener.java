package io.credence.forecasting.model;

/** Hears how far a long computation has come. */
@FunctionalInterface
public interface ProgressListener {

    /** Hears nothing. */
    ProgressListener SILENT = (done, total) -> {};

    /** {@code done} of {@code total} steps are done. */
    void progress(long done, long total);
}
