package io.credence.risk.application;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * States of instruments that were warmed from stored bars before their first tick came, so that its bar need not wait for
 * it. Each is taken once, and only when the stream goes on exactly where the stored bars end.
 */
final class Prewarmed {

    private final Map<String, Warm> byInstrument = new HashMap<>();

    /** @param until the end of the last stored bar */
    record Warm(String modelVersion, Instant until, byte[] predictor, byte[] reference) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Warm that
                    && modelVersion.equals(that.modelVersion)
                    && until.equals(that.until)
                    && Arrays.equals(predictor, that.predictor)
                    && Arrays.equals(reference, that.reference);
        }

        @Override
        public int hashCode() {
            return 31 * modelVersion.hashCode() + until.hashCode();
        }

        @Override
        public String toString() {
            return "Warm[" + modelVersion + " until " + until + "]";
        }
    }

    void put(String instrument, Warm warm) {
        byInstrument.put(instrument, warm);
    }

    boolean holds(String instrument, String modelVersion) {
        Warm warm = byInstrument.get(instrument);
        return warm != null && warm.modelVersion().equals(modelVersion);
    }

    Optional<Warm> take(String instrument, String modelVersion, Instant until) {
        Warm warm = byInstrument.remove(instrument);
        return Optional.ofNullable(warm)
                .filter(found -> found.modelVersion().equals(modelVersion)
                        && found.until().equals(until));
    }
}
