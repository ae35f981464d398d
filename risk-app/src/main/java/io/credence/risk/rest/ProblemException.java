package io.credence.risk.rest;

import java.util.Map;

/** Ends a request with a problem. */
class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem.Kind kind;
    private final transient Map<String, String> values;

    ProblemException(Problem.Kind kind, String detail, Map<String, String> values) {
        super(detail);
        this.kind = kind;
        this.values = values;
    }

    static ProblemException parameter(String name, String value, String allowed) {
        return new ProblemException(
                Problem.PARAMETER, name + " is '" + value + "'; it must be " + allowed, Map.of(name, value));
    }

    static ProblemException unknown(String name, String value, String advice) {
        return new ProblemException(
                Problem.UNKNOWN, "no " + name + " is called '" + value + "'. " + advice, Map.of(name, value));
    }

    Problem.Kind kind() {
        return kind;
    }

    Map<String, String> values() {
        return values;
    }
}
