package io.credence.risk.messaging;

/** A record's bytes are not a tick: the message names the field, the value and what is allowed. */
public class MalformedTickException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public MalformedTickException(String message) {
        super(message);
    }

    public MalformedTickException(String message, Throwable cause) {
        super(message, cause);
    }
}
