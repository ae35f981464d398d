package io.credence.risk.port;

import java.util.function.Predicate;

/** What a webhook is to be told. */
public interface WebhookOutbox {

    /** What came of a look. */
    enum Delivery {
        /** Nothing waits, or another replica has it in hand. */
        NONE,
        /** The oldest message was taken, and is gone. */
        DONE,
        /** It was not taken, and still waits. */
        FAILED
    }

    /**
     * Offers the oldest message, held against other replicas meanwhile. A crash after it was taken offers it again: its id tells.
     *
     * @param send whether the receiver has taken it
     */
    Delivery next(Predicate<OutboxRow> send);
}
