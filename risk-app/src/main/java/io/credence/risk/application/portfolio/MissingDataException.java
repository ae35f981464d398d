package io.credence.risk.application.portfolio;

import java.util.Map;

/** The store does not hold enough to answer. The message says what is missing, and what may help. */
public class MissingDataException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, String> values;

    MissingDataException(String message, Map<String, String> values) {
        super(message);
        this.values = Map.copyOf(values);
    }

    /** What is missing, by name. */
    public Map<String, String> values() {
        return values;
    }
}
