package io.credence.risk.port;

/** A partition has gone to another owner, who saw the same position and went on from it. */
public class PositionLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PositionLostException(String message) {
        super(message);
    }

    public PositionLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
