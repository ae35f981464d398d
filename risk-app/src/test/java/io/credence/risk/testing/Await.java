package io.credence.risk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread or process brings about. */
public final class Await {

    /** Nobody tells when a condition comes true, so it is looked at so often. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private Await() {}

    /** @throws AssertionError when it has not come true by then */
    public static void within(Duration patience, BooleanSupplier condition) {
        long began = System.nanoTime();
        for (int looks = 1; !condition.getAsBoolean(); looks++) {
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .as("not true at %d looks", looks)
                    .isLessThan(patience);
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }
}
