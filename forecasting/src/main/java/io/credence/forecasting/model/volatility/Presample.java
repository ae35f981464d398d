package io.credence.forecasting.model.volatility;

/** What a recursion takes for the squared residual and the variance before the first return. */
public enum Presample {
    /**
     * The mean of the first 75 squared residuals about the sample's mean with weights 0.94^i, as Sheppard's arch package has
     * it: the default.
     */
    BACKCAST,
    /** The mean squared residual about the model's mean, as the benchmark of Fiorentini, Calzolari and Panattoni (1996) has it. */
    VARIANCE
}
