package io.credence.bnn.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network with its parameters as tensors: a pure function of them, made anew wherever the flat vector changes. For this
 * module's training and sessions; other modules see plain arrays.
 */
public final class NetworkGraph {

    private final NetworkSpec spec;
    private final NDList parameters;

    /**
     * Cuts up the flat vector.
     *
     * @param flat {@code [spec.size()]}; what is made here shares its memory and its gradient
     */
    public NetworkGraph(NetworkSpec spec, NDArray flat) {
        this.spec = spec;
        List<Slot> slots = spec.slots();
        long[] cuts = slots.stream().skip(1).mapToLong(Slot::offset).toArray();
        NDList pieces = flat.split(cuts);
        this.parameters = new NDList();
        for (int i = 0; i < slots.size(); i++) {
            parameters.add(pieces.get(i).reshape(new Shape(slots.get(i).shape())));
        }
    }

    /**
     * The features that the head sees.
     *
     * @param input {@code [batch, time, inputs]}
     * @param states of the backbone
     * @param dropout what backbone features are multiplied by, {@code [batch, 1, backbone features]}, or null outside training
     * @return features {@code [batch, time, headFeatures]}, then the states after the last step
     */
    public NDList features(NDArray input, NDList states, @Nullable NDArray dropout) {
        NDList out = spec.backbone().forward(input, states, parameters, dropout != null);
        NDArray features = dropout == null ? out.head() : out.head().mul(dropout);
        if (spec.dense() > 0) {
            int at = parameters.size() - 8;
            features = Linear.apply(features, parameters.get(at), parameters.get(at + 1))
                    .tanh();
        }
        if (spec.skipInputs()) {
            features = NDArrays.concat(new NDList(features, input), -1);
        }
        NDList result = new NDList(features);
        result.addAll(out.subNDList(1));
        return result;
    }

    /** The random layer on top. */
    public GaussianHead head() {
        return new GaussianHead(parameters.subNDList(parameters.size() - 6));
    }
}
