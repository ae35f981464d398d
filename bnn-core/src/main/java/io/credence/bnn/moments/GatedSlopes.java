package io.credence.bnn.moments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.credence.bnn.moments.SequencePropagation.GatedLayers;
import java.util.List;

/**
 * By which ways a gated unit's state reaches the next one, to first order at the means: {@code dh'_c/dh_k = sum_w a_wc M_w,ck} with M the identity, U, and the
 * state's part of the two gates' weights.
 */
final class GatedSlopes {

    private final VariancePropagation through;
    private final Affine means;
    private final GatedLayers layers;

    GatedSlopes(VariancePropagation through, Affine means, GatedLayers layers) {
        this.through = through;
        this.means = means;
        this.layers = layers;
    }

    /** {@code 2 sum_{w < w'} a_wc a_w'c sum_k M_w,ck M_w'ck v_k}: what the squares of the single ways leave out. */
    NDArray common(Moments x, Moments state) {
        Moments gates = through.linear(through.join(List.of(x, state)), layers.gates());
        NDList before = TensorAxes.split(gates.mean(), 2);
        NDArray reset = Activation.SIGMOID.value(before.get(0));
        NDArray keep = Activation.SIGMOID.value(before.get(1));
        NDArray old = through.linear(state, layers.state()).mean();
        NDArray candidate =
                through.linear(x, layers.input()).mean().add(reset.mul(old)).tanh();
        NDArray byCandidate = keep.neg().add(1).mul(candidate.square().neg().add(1));
        NDArray[] slopes = {
            byCandidate.mul(reset),
            byCandidate.mul(old).mul(Activation.SIGMOID.slope(before.get(0))),
            state.mean().sub(candidate).mul(Activation.SIGMOID.slope(before.get(1)))
        };
        return sum(keep, slopes, matrices(state), state.variance());
    }

    /** U, then the state's columns of the reset and of the keep gate. */
    private NDArray[] matrices(Moments state) {
        NDArray gates = means.weight(layers.gates());
        long hidden = TensorAxes.features(state.mean());
        long columns = gates.getShape().get(1);
        NDList both = TensorAxes.slice(gates, 1, columns - hidden, columns).split(2, 0);
        return new NDArray[] {means.weight(layers.state()), both.get(0), both.get(1)};
    }

    private static NDArray sum(NDArray keep, NDArray[] slopes, NDArray[] matrices, NDArray variance) {
        NDArray eye = variance.getManager()
                .eye(
                        (int) TensorAxes.features(variance),
                        (int) TensorAxes.features(variance),
                        0,
                        variance.getDataType());
        NDArray sum = variance.zerosLike();
        for (int i = 0; i < slopes.length; i++) {
            NDArray diagonal = matrices[i].mul(eye).sum(new int[] {1});
            sum = sum.add(keep.mul(slopes[i]).mul(diagonal).mul(variance));
            for (int j = 0; j < i; j++) {
                NDArray shared = variance.matMul(matrices[i].mul(matrices[j]).transpose());
                sum = sum.add(slopes[i].mul(slopes[j]).mul(shared));
            }
        }
        return sum.add(sum);
    }
}
