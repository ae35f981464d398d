package io.credence.risk.tape;

/** A multiple of real time, or as fast as it goes (infinite). */
public record Speed(double factor) {

    public static final Speed MAX = new Speed(Double.POSITIVE_INFINITY);

    public Speed {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("speed is " + factor + "; it must be positive, as 600, or the word max");
        }
    }

    /** Reads {@code 600}, {@code 0.5} or {@code max}. */
    public static Speed parse(String text) {
        if (text.equals("max")) {
            return MAX;
        }
        try {
            return new Speed(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "speed is '" + text + "'; it must be a positive number, as 600, or max", e);
        }
    }

    boolean isMax() {
        return Double.isInfinite(factor);
    }

    @Override
    public String toString() {
        return isMax() ? "max" : factor == Math.rint(factor) ? Long.toString((long) factor) : Double.toString(factor);
    }
}
