package io.credence.bnn.inference.mcmc;

/** Options that make no sense are refused by name. */
final class Checks {

    private Checks() {}

    static void atLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + "; at least " + least + " is allowed");
        }
    }

    /** Strictly between. */
    static void inside(String name, double value, double low, double high) {
        if (!(value > low && value < high)) {
            throw new IllegalArgumentException(
                    name + " is " + value + "; only values between " + low + " and " + high + " are allowed");
        }
    }
}
