package io.credence.bnn.regression;

import io.credence.bnn.data.RegressionData;
import io.credence.bnn.random.Key;

/** A method that chooses on a cut of the rows. Methods that are given the same key have the same cut. */
interface CutMethod extends RegressionMethod {

    /** The best of its settings on the cut, and what it says when fitted to the fitting part alone. */
    Candidate candidate(Cut cut, Key key);

    @Override
    default Choice choose(RegressionData rows, Key key) {
        Cut cut = Cut.of(rows, key.child(0));
        Candidate candidate = candidate(cut, key);
        return new Choice(candidate.setting(), cut.score(candidate.predictor()));
    }

    /**
     * One way to go on.
     *
     * @param setting of the method
     * @param predictor fitted to the cut's fitting part
     */
    record Candidate(String setting, Predictor predictor) {}
}
