package io.credence.bnn.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a head sees of a sequence.
 *
 * @param mean {@code [batch, time, features]}
 * @param variance of the same shape; null where all weights below the head are points
 * @param states of the backbone after the last step
 */
public record SequenceFeatures(NDArray mean, @Nullable NDArray variance, NDList states) {

    /** Of the last step, {@code [batch, features]}. */
    public SequenceFeatures last() {
        long last = mean.getShape().get(1) - 1;
        return each(x -> x.get(new NDIndex(":, {}", last)));
    }

    /** One row for each step of each sequence, {@code [batch * time, features]}. */
    public SequenceFeatures rows() {
        Shape rows = new Shape(-1, mean.getShape().get(2));
        return each(x -> x.reshape(rows));
    }

    /** Features times known factors. */
    SequenceFeatures times(NDArray factors) {
        return new SequenceFeatures(
                mean.mul(factors), variance == null ? null : variance.mul(factors.square()), states);
    }

    /** Known values beside them. */
    SequenceFeatures beside(NDArray known) {
        return new SequenceFeatures(
                NDArrays.concat(new NDList(mean, known), -1),
                variance == null ? null : NDArrays.concat(new NDList(variance, known.zerosLike()), -1),
                states);
    }

    private SequenceFeatures each(UnaryOperator<NDArray> change) {
        return new SequenceFeatures(change.apply(mean), variance == null ? null : change.apply(variance), states);
    }
}
