package io.credence.bnn.regression;

import io.credence.bnn.data.RegressionData;
import io.credence.bnn.predictive.GaussianMixtures;
import io.credence.bnn.random.Key;

/** One way to a posterior. Every call standardises by the rows that it is given, and by no others. */
public interface RegressionMethod {

    /**
     * Chooses hyper-parameters by fitting to a part of these rows and scoring the rest.
     *
     * @param rows of training, in their own units
     */
    Choice choose(RegressionData rows, Key key);

    /**
     * Fits with a setting.
     *
     * @param setting a {@link Choice#setting} of this method
     * @param rows of training, in their own units
     * @throws IllegalArgumentException when the method has no such setting
     */
    Predictor fit(String setting, RegressionData rows, Key key);

    /** Predicts rows, in the target's own unit. */
    @FunctionalInterface
    interface Predictor {

        /** The mixture of each row of inputs {@code [rows][columns]}. */
        GaussianMixtures predict(double[][] inputs);
    }

    /**
     * What was chosen.
     *
     * @param setting by which the method knows it
     * @param validationNll of the part that was left out, in nats per row in the target's own unit
     */
    record Choice(String setting, double validationNll) {}
}
