package io.credence.risk.application;

/** Why a record became a dead letter: the closed list. What can be read but not used (late, repeated) is counted instead. */
enum RefusalReason {
    /** Not a tick by the schema, or with a value that no tick may have. */
    MALFORMED,
    /** Of an instrument that is not configured. */
    UNKNOWN_INSTRUMENT,
    /** Its event time lies too far past the partition's highest, or past the record's own timestamp. */
    FUTURE,
    /** Deleted from the log before it was read; the message has the count. */
    LOST
}
