package io.credence.forecasting.model.univariate;

/** A model fitted to a history. An immutable value; it keeps the history it was fitted on. */
public interface UnivariateFit {

    /** What was estimated, with standard errors, which are computed here: at a cost like the fit's own. */
    Estimate estimate();

    /** A predictor that stands at the end of the fitted history: its first forecast is of the return after it. */
    UnivariatePredictor predictor();

    /** The same model fitted to another history, mostly a longer one, with this fit's parameters as one of the starts. */
    UnivariateFit refit(ReturnHistory history);
}
