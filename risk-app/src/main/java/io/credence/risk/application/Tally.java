package io.credence.risk.application;

import io.credence.forecasting.market.Fate;
import io.credence.risk.port.Counters;

/** Counts fates on from where the position stood. */
final class Tally {
    private final Counters before;
    private final long[] fates = new long[Fate.values().length];
    private long heartbeats;
    private long deadLetters;

    Tally(Counters before) {
        this.before = before;
    }

    void count(Fate fate) {
        fates[fate.ordinal()]++;
    }

    void heartbeat() {
        heartbeats++;
    }

    void deadLetter() {
        deadLetters++;
    }

    Counters counters() {
        return new Counters(
                before.ticks() + fates[Fate.ACCEPTED.ordinal()],
                before.repeated() + fates[Fate.REPEATED.ordinal()],
                before.late() + fates[Fate.LATE.ordinal()],
                before.crossed() + fates[Fate.CROSSED.ordinal()],
                before.closed() + fates[Fate.CLOSED.ordinal()],
                before.heartbeats() + heartbeats,
                before.deadLetters() + deadLetters);
    }
}
