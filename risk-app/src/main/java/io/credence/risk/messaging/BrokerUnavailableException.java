package io.credence.risk.messaging;

import org.jspecify.annotations.Nullable;

/** The broker cannot be reached, or lacks the topic. */
class BrokerUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokerUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
