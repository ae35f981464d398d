package io.credence.risk.demo;

import io.credence.risk.port.IncidentRow.State;
import io.credence.risk.port.ModelStore;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Holds a broken tape while an incident of calibration waits for a training run: at a multiple of real time the tape would be over before the
 * new champion is there, the more so on a busy machine.
 */
final class TrainingPause {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Set<String> UNDER_WAY = Set.of("queued", "running");
    private static final int RECENT = 4;

    private final Stores stores;
    private long lookedAt = System.nanoTime();

    TrainingPause(Stores stores) {
        this.stores = stores;
    }

    /** Returns when nothing is waited for. @return whether anything was */
    boolean await(BooleanSupplier cancelled) {
        boolean held = false;
        while (!cancelled.getAsBoolean() && isHeld()) {
            held = true;
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return held;
    }

    private boolean isHeld() {
        if (System.nanoTime() - lookedAt < BETWEEN_LOOKS.toNanos()) {
            return false;
        }
        boolean held = isTraining() && isAccused();
        lookedAt = held ? System.nanoTime() - BETWEEN_LOOKS.toNanos() : System.nanoTime();
        return held;
    }

    private boolean isTraining() {
        return stores.models().runs(RECENT).stream().map(ModelStore.Run::state).anyMatch(UNDER_WAY::contains);
    }

    private boolean isAccused() {
        return stores.incidents().incidents(EnumSet.complementOf(EnumSet.of(State.RESOLVED)), RECENT).stream()
                .anyMatch(incident -> incident.cause().equals("calibration"));
    }
}
