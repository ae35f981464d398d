package io.credence.forecasting.calibration;

/** An online layer on one level's forecasts of one instrument: it answers with a better forecast, then hears the loss. Of one thread. */
public interface TailLayer {

    /** The calibrated forecast of the next loss, from what was observed so far. */
    Tail calibrate(Tail forecast);

    /**
     * The loss that followed a forecast.
     *
     * @param forecast as the model made it, before calibration
     * @param loss in percent
     */
    void observe(Tail forecast, double loss);
}
