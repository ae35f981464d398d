package io.credence.forecasting.drift.cause;

/** What has moved, and what to do about it. */
public enum Cause {
    /** The market is wilder, and the forecasts say so. */
    ALEATORIC(Action.NONE),
    /** Inputs lie out of the model's experience: it is unsure of itself. */
    EPISTEMIC(Action.RETRAIN),
    /** Outcomes contradict the forecasts. */
    CALIBRATION(Action.FALL_BACK_AND_RETRAIN);

    /** What a cause asks for. */
    public enum Action {
        /** Nothing: a notice. */
        NONE,
        /** Train on what the model has not seen. */
        RETRAIN,
        /** Serve the champion's conformal layer or the econometric peer, and retrain now. */
        FALL_BACK_AND_RETRAIN
    }

    private final Action action;

    Cause(Action action) {
        this.action = action;
    }

    /** What to do. */
    public Action action() {
        return action;
    }
}
