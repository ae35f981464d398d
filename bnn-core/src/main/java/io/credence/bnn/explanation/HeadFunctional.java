package io.credence.bnn.explanation;

import io.credence.bnn.distribution.Gaussian;

/** A number of one horizon's forecast, as its value at risk, from the posteriors of the head's outputs. */
@FunctionalInterface
public interface HeadFunctional {

    /** Smooth in means and variances, and finite. */
    double of(Gaussian logit, Gaussian location, Gaussian logScale, Gaussian rawDf);
}
