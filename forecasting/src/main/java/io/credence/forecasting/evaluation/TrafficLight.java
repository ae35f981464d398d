package io.credence.forecasting.evaluation;

/**
 * The supervisor's zones of the Basel framework (MAR32, and MAR99 for their probabilities): exceptions of the 99 % value at risk over the
 * last 250 days. A day without a profit and loss or without a value at risk counts as an exception.
 *
 * @param exceptions how many, missing days among them
 * @param zone by that number
 * @param multiplier of the capital charge, 1.5 to 2
 */
public record TrafficLight(int exceptions, Zone zone, double multiplier) {

    /** The days looked at. */
    public static final int DAYS = 250;

    private static final double[] AMBER = {1.70, 1.76, 1.83, 1.88, 1.92};

    /** The colour of a number of exceptions. */
    public enum Zone {
        /** 0 to 4. */
        GREEN,
        /** 5 to 9. */
        AMBER,
        /** 10 and more. */
        RED
    }

    /**
     * From the last 250 days of hits at 99 %, or all where they are fewer.
     *
     * @param missing days without an outcome or a forecast, which are not among the hits' days
     */
    public static TrafficLight of(Hits hits, int missing) {
        if (hits.level().value() != 0.99) {
            throw new IllegalArgumentException("level is " + hits.level().value()
                    + "; the zones are defined at 0.99. Maybe pass the hits of the 99 % value at risk?");
        }
        return of(hits.last(DAYS).count() + missing);
    }

    /** From a number of exceptions. */
    public static TrafficLight of(int exceptions) {
        if (exceptions < 0) {
            throw new IllegalArgumentException("exceptions are " + exceptions + "; there must be at least 0");
        }
        if (exceptions < 5) {
            return new TrafficLight(exceptions, Zone.GREEN, 1.5);
        }
        return exceptions < 10
                ? new TrafficLight(exceptions, Zone.AMBER, AMBER[exceptions - 5])
                : new TrafficLight(exceptions, Zone.RED, 2);
    }
}
