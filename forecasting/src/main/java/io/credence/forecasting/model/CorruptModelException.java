package io.credence.forecasting.model;

/** Stored model files cannot be read: the message names the file, what was found, and what to do. */
public class CorruptModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CorruptModelException(String message) {
        super(message);
    }

    public CorruptModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
