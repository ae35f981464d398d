package io.credence.forecasting.portfolio;

import java.util.Arrays;

/**
 * Expected shortfall calibrated to a period of stress (MAR33.5 to 33.7, BCBS 2019, d457): factors whose history reaches back to the stress, the reduced
 * set R, have their ES there, which is raised by what the full set F has over them now:
 * {@code ES = ES_RS max(ES_FC / ES_RC, 1)}.
 *
 * @param reducedStressed ES_RS, of the reduced set in the stress period
 * @param fullCurrent ES_FC, of all factors now
 * @param reducedCurrent ES_RC, of the reduced set now
 */
public record StressedShortfall(double reducedStressed, double fullCurrent, double reducedCurrent) {

    /** Of the full set's ES, that the reduced set must explain (MAR33.5 (3)). */
    public static final double LEAST_EXPLAINED = 0.75;

    /** Twelve months of days. */
    public static final int PERIOD = 250;

    /**
     * Checks.
     *
     * @throws IllegalArgumentException when a figure is not positive, or the reduced set explains less than three quarters of the full one
     */
    public StressedShortfall {
        positive("stressed ES of the reduced set", reducedStressed);
        positive("current ES of the full set", fullCurrent);
        positive("current ES of the reduced set", reducedCurrent);
        if (reducedCurrent < LEAST_EXPLAINED * fullCurrent) {
            throw new IllegalArgumentException("current ES of the reduced set is " + reducedCurrent + ", under "
                    + LEAST_EXPLAINED + " of the full set's " + fullCurrent
                    + ". Maybe take names with a longer history into the reduced set.");
        }
    }

    private static void positive(String what, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(what + " is " + value + "; it must be positive and finite");
        }
    }

    public double value() {
        return reducedStressed * Math.max(fullCurrent / reducedCurrent, 1);
    }

    /**
     * The stress period: the {@value #PERIOD} rows in which the portfolio's historical ES at {@link LiquidityShortfall#LEVEL} is largest.
     *
     * @param losses of the portfolio as it is now, had it been held on each row, in time order
     * @return the first of its rows, the earliest where several are as bad
     * @throws IllegalArgumentException when there are fewer rows than a period
     */
    public static int worstPeriod(double[] losses) {
        if (losses.length < PERIOD) {
            throw new IllegalArgumentException("losses have " + losses.length + " rows; a stress period has " + PERIOD
                    + ". Maybe take a longer history.");
        }
        int worst = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int from = 0; from + PERIOD <= losses.length; from++) {
            double here = historical(losses, from);
            if (here > most) {
                most = here;
                worst = from;
            }
        }
        return worst;
    }

    /** The historical ES of a period at {@link LiquidityShortfall#LEVEL}. */
    public static double historical(double[] losses, int from) {
        return new Losses(Arrays.copyOfRange(losses, from, from + PERIOD))
                .expectedShortfall(LiquidityShortfall.LEVEL.value());
    }
}
