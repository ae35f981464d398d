package io.credence.risk.tape;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Holds each tick back until its turn: the first goes at once, any other its event-time distance later, over the speed. */
public final class Pacer {

    private static final long LONGEST_PARK_NANOS = 100_000_000L;

    private final Speed speed;
    private final LongSupplier nanoTime;
    private final LongConsumer park;
    private @Nullable Instant firstEvent;
    private long started;

    public Pacer(Speed speed) {
        this(speed, System::nanoTime, LockSupport::parkNanos);
    }

    Pacer(Speed speed, LongSupplier nanoTime, LongConsumer park) {
        this.speed = speed;
        this.nanoTime = nanoTime;
        this.park = park;
    }

    /** Forgets what was due: the next tick goes at once, and those after it by their distance from it. */
    public void restart() {
        firstEvent = null;
    }

    /** Returns when a tick of this event time is due; late ones at once. */
    public void await(Instant event) {
        await(event, () -> false);
    }

    /** As {@link #await(Instant)}, and soon after it is cancelled. */
    public void await(Instant event, BooleanSupplier cancelled) {
        if (speed.isMax()) {
            return;
        }
        if (firstEvent == null) {
            firstEvent = event;
            started = nanoTime.getAsLong();
        }
        long due = started + (long) (Duration.between(firstEvent, event).toNanos() / speed.factor());
        for (long left = due - nanoTime.getAsLong(); left > 0 && !cancelled.getAsBoolean(); ) {
            park.accept(Math.min(left, LONGEST_PARK_NANOS));
            left = due - nanoTime.getAsLong();
        }
    }
}
