package io.credence.forecasting.model;

import java.util.Optional;

/** Where a long fit leaves how far it has come, and finds what an earlier one left that was cut off. */
public interface FitCheckpoints {

    /** Keeps nothing. */
    FitCheckpoints NONE = new FitCheckpoints() {
        @Override
        public Optional<byte[]> newest() {
            return Optional.empty();
        }

        @Override
        public boolean isDue(int step) {
            return false;
        }

        @Override
        public void save(byte[] state) {
            throw new IllegalStateException("nothing is kept here");
        }
    };

    /** What was saved last, whole; empty at a first try. It may be of other data or options: the fit sees that and begins anew. */
    Optional<byte[]> newest();

    /** Whether the state after this step, counted from 1, is worth saving. */
    boolean isDue(int step);

    /** Replaces what was saved before. */
    void save(byte[] state);
}
