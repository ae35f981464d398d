package io.credence.risk.embedded;

/** A child ended or was not ready in time; the message says which, why and where its log is. */
public class ChildFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ChildFailedException(String message) {
        super(message);
    }

    public ChildFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
