package io.credence.risk.demo;

/** The demo cannot go on: the message names what is in the way and what to do. */
public class DemoException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DemoException(String message) {
        super(message);
    }

    public DemoException(String message, Throwable cause) {
        super(message, cause);
    }
}
