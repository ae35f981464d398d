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

    /** Predicts rows, in the target's own unit. */
    @FunctionalInterface
    interface Predictor {

        /** The mixture of each row of inputs {@code [rows][columns]}. */
        GaussianMixtures predict(double[][] inputs);
    }

    /** Fits to rows with what was chosen. */
    @FunctionalInterface
    interface Fit {

        Predictor on(RegressionData rows, Key key);
    }

    /**
     * What was chosen.
     *
     * @param name of the setting, for the reader
     * @param validationNll of the part that was left out, in nats per row in the target's own unit
     * @param fit with it
     */
    record Choice(String name, double validationNll, Fit fit) {}
}
