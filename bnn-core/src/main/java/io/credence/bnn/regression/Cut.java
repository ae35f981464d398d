package io.credence.bnn.regression;

import io.credence.bnn.data.RegressionData;
import io.credence.bnn.predictive.GaussianMixtures;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.PermutationSampler;

/**
 * Rows cut in two at random.
 *
 * @param fitting four fifths
 * @param validation the rest
 */
record Cut(RegressionData fitting, RegressionData validation) {

    private static final int FEWEST = 10;

    static Cut of(RegressionData rows, Key key) {
        if (rows.rows() < FEWEST) {
            throw new IllegalArgumentException("there are " + rows.rows()
                    + " rows; choosing hyper-parameters needs at least " + FEWEST + ". Maybe fit with defaults?");
        }
        int[] order = PermutationSampler.natural(rows.rows());
        PermutationSampler.shuffle(key.generator(), order);
        int fitting = rows.rows() * 4 / 5;
        return new Cut(
                rows.rows(Arrays.copyOf(order, fitting)), rows.rows(Arrays.copyOfRange(order, fitting, order.length)));
    }

    /** The log density of each row of the validation part, in nats. */
    double[] logDensities(RegressionMethod.Predictor predictor) {
        GaussianMixtures predicted = predictor.predict(validation.inputs());
        return IntStream.range(0, validation.rows())
                .mapToDouble(row -> predicted.logDensity(row, validation.targets()[row]))
                .toArray();
    }

    /** NLL of a predictor on the validation part, in nats per row. */
    double score(RegressionMethod.Predictor predictor) {
        return predictor.predict(validation.inputs()).negativeLogLikelihood(validation.targets());
    }
}
