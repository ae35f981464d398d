package io.credence.risk.tape;

import org.jspecify.annotations.Nullable;

/** A file cannot be used as a tape: the message names the file, the line, the value and what is allowed. */
public class TapeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TapeException(String message) {
        super(message);
    }

    public TapeException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
