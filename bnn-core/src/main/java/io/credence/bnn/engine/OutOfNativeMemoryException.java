package io.credence.bnn.engine;

/** There was not enough memory outside the Java heap. The process goes on: what had been taken is given back. */
public final class OutOfNativeMemoryException extends RuntimeException {

    private static final long serialVersionUID = 1;

    OutOfNativeMemoryException(String what, Throwable cause) {
        super(
                "there is not enough native memory for " + what
                        + ". Maybe use smaller batches, or fewer members or draws?",
                cause);
    }
}
