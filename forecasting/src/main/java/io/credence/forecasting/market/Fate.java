package io.credence.forecasting.market;

/** What became of a tick that was offered to a {@link BarBuilder}. Every tick has exactly one. */
public enum Fate {
    /** It is in an open bar. */
    ACCEPTED,
    /** The same instrument, source and sequence came before, or one more than {@link SequenceWindow#WIDTH} numbers ahead. */
    REPEATED,
    /** Its bar had closed. */
    LATE,
    /** A quote whose bid is above its ask. */
    CROSSED,
    /** Its bar belongs to no open session of the instrument's calendar. */
    CLOSED
}
