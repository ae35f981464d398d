package io.credence.bnn.inference.vi;

/** Hears of every training step. */
@FunctionalInterface
public interface StepListener {

    /** Hears nothing. */
    StepListener SILENT = info -> {};

    void stepped(Info info);
}
