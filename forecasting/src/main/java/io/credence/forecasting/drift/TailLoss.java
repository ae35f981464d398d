package io.credence.forecasting.drift;

/**
 * A loss beside the tail risk that was forecast for it; losses are positive, and all three are in one unit. The level is 97.5 %, that
 * of the Basel framework's expected shortfall.
 *
 * @param loss realised
 * @param var value at risk forecast
 * @param es expected shortfall forecast, over the value at risk
 */
public record TailLoss(double loss, double var, double es) {

    /** The probability of a loss over the value at risk. */
    public static final double TAIL = 0.025;

    /** Any loss within the value at risk: all of them say the same. */
    public static final TailLoss WITHIN = new TailLoss(0, 0, 1);

    /** Refuses what is not finite and a shortfall that is not over the value at risk. */
    public TailLoss {
        if (!Double.isFinite(loss) || !Double.isFinite(var) || !Double.isFinite(es) || es <= var) {
            throw new IllegalArgumentException("loss is " + loss + ", value at risk " + var + ", expected shortfall "
                    + es + "; all must be finite and the shortfall over the value at risk."
                    + " Maybe the forecast failed: leave the tail loss out");
        }
    }

    /**
     * The e-value of Wang, Wang and Ziegel (2022), {@code (x - v)+ / (a (r - v))}: its mean is 1 where both forecasts are right, and at
     * most 1 where both are enough.
     */
    double eValue() {
        return Math.max(loss - var, 0) / (TAIL * (es - var));
    }
}
