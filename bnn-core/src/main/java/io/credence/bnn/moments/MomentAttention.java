package io.credence.bnn.moments;

import ai.djl.ndarray.NDArray;
import io.credence.bnn.engine.Scalars;

/** Softmax and attention of uncertain values. */
public final class MomentAttention {

    private MomentAttention() {}

    /**
     * A softmax over the last axis by its Jacobian {@code p_i ((i = j) - p_j)}: {@code p_i^2 ((1 - 2 p_i) v_i + sum_j p_j^2 v_j)}. To first
     * order, good while scores' standard deviations are below about a half.
     */
    public static Moments softmax(Moments x) {
        NDArray p = x.mean().softmax(TensorAxes.last(x.mean()));
        NDArray v = x.variance();
        NDArray common = p.square().mul(v).sum(new int[] {TensorAxes.last(v)}, true);
        NDArray own = v.sub(p.add(p).mul(v));
        return new Moments(p, p.square().mul(own.add(common)));
    }

    /**
     * One head: {@code o_i = sum_j p_ij v_j} with {@code p_i = softmax_j(q_i k_j / sqrt(d))}. The slope of o by the score of j is {@code p_j (v_j - o)},
     * which knows that the weights sum to one; what all scores of a row have in common, the query, goes through the covariance C
     * of values and keys under p, and what each has of its own, its key, and the values themselves, are added.
     *
     * @param query {@code [..., time, d]}, as key and value
     */
    static Moments of(Moments query, Moments key, Moments value) {
        double scale = 1 / Math.sqrt(TensorAxes.features(query.mean()));
        NDArray p = weights(query.mean(), key.mean(), scale);
        NDArray out = p.matMul(value.mean());
        NDArray second = p.square();
        NDArray ofKeys = Scalars.times(
                query.mean().square().add(query.variance()).matMul(TensorAxes.transposed(key.variance())),
                scale * scale);
        NDArray keyed = second.mul(ofKeys);
        NDArray spread =
                deviation(keyed, value.mean(), out).add(second.add(keyed).matMul(value.variance()));
        return new Moments(out, spread.add(ofQuery(query, key, value, p, out, scale)));
    }

    /** Plain values. */
    static NDArray values(NDArray query, NDArray key, NDArray value) {
        return weights(query, key, 1 / Math.sqrt(TensorAxes.features(query))).matMul(value);
    }

    private static NDArray weights(NDArray query, NDArray key, double scale) {
        NDArray scores = Scalars.times(query.matMul(TensorAxes.transposed(key)), scale);
        return scores.softmax(TensorAxes.last(scores));
    }

    /** {@code sum_j a_ij (v_j - o_i)^2}, multiplied out. */
    private static NDArray deviation(NDArray a, NDArray value, NDArray out) {
        NDArray total = a.sum(new int[] {TensorAxes.last(a)}, true);
        NDArray linear = a.matMul(value).mul(out);
        return a.matMul(value.square())
                .sub(linear.add(linear))
                .add(total.mul(out.square()))
                .getNDArrayInternal()
                .relu();
    }

    /** {@code sum_e C_de^2 var(q_e) scale^2}, C {@code [..., time, d, d]}. */
    private static NDArray ofQuery(Moments query, Moments key, Moments value, NDArray p, NDArray out, double scale) {
        int time = TensorAxes.last(p) - 1;
        NDArray each = p.expandDims(TensorAxes.last(p) + 1);
        NDArray weighted = each.mul(value.mean().expandDims(time));
        NDArray keys = key.mean().expandDims(time);
        NDArray products = TensorAxes.transposed(weighted).matMul(keys.broadcast(weighted.getShape()));
        NDArray meanKey = p.matMul(key.mean());
        NDArray c = products.sub(
                out.expandDims(TensorAxes.last(out) + 1).mul(meanKey.expandDims(TensorAxes.last(meanKey))));
        NDArray spread = c.square().matMul(query.variance().expandDims(TensorAxes.last(query.variance()) + 1));
        return Scalars.times(spread.squeeze(TensorAxes.last(spread)), scale * scale);
    }
}
