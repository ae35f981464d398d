package io.credence.bnn.checkpoint;

/** Bytes are not a network this version can read: the message says what was found, and what to do. */
public class CorruptCheckpointException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CorruptCheckpointException(String message) {
        super(message);
    }

    public CorruptCheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
