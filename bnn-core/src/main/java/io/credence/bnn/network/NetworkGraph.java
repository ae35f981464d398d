package io.credence.bnn.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network with its parameters as tensors: a pure function of them, made anew wherever the flat vector changes. For this
 * module's training and sessions; other modules see plain arrays.
 */
public final class NetworkGraph {

    /** Weights, biases and raw degrees of freedom. */
    private static final int HEAD_SLOTS = 3;

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
     */
    public SequenceFeatures features(NDArray input, NDList states, @Nullable NDArray dropout) {
        SequenceFeatures out = spec.backbone().forward(input, states, backboneValues(), dropout != null);
        SequenceFeatures features = dropout == null ? out : out.times(dropout);
        if (spec.dense() > 0) {
            int at = parameters.size() - 8;
            NDArray units = Linear.apply(features.mean(), parameters.get(at), parameters.get(at + 1))
                    .tanh();
            features = new SequenceFeatures(units, null, out.states());
        }
        return spec.skipInputs() ? features.beside(input) : features;
    }

    /** The random layer on top. */
    public GaussianHead head() {
        NDList logSds = parameters.subNDList(parameters.size() - HEAD_SLOTS);
        int end = parameters.size() - HEAD_SLOTS - spec.randomBackbone().size();
        NDList head = new NDList(parameters.subList(end - HEAD_SLOTS, end));
        head.addAll(logSds);
        return new GaussianHead(head);
    }

    /** In the order in which it takes them; of point weights what follows them does not matter. */
    private NDList backboneValues() {
        int count = spec.randomBackbone().size();
        if (count == 0) {
            return parameters;
        }
        NDList values = new NDList(parameters.subList(0, count));
        values.addAll(parameters.subList(count + HEAD_SLOTS, 2 * count + HEAD_SLOTS));
        return values;
    }
}
