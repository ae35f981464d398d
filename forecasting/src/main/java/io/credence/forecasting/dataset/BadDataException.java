package io.credence.forecasting.dataset;

/** Data that cannot be used as they are: the message names the file or instrument, the row and the value, and what to do. */
public class BadDataException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BadDataException(String message) {
        super(message);
    }

    public BadDataException(String message, Throwable cause) {
        super(message, cause);
    }
}
