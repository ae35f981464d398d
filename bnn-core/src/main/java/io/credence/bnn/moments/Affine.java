package io.credence.bnn.moments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A flat vector's pieces by the layer's name; the vector may have leading axes, one flat vector per draw. */
final class Affine {

    private final Map<String, NDArray> weights = new HashMap<>();
    private final Map<String, NDArray> biases = new HashMap<>();
    private final Layout layout;

    /**
     * Cuts up.
     *
     * @param flat {@code [..., size]}; what is made here shares its gradient
     */
    Affine(Layout layout, NDArray flat) {
        this.layout = layout;
        int axis = flat.getShape().dimension() - 1;
        if (flat.getShape().get(axis) != layout.size()) {
            throw new IllegalArgumentException(
                    "weights have length " + flat.getShape().get(axis) + " but the layers need " + layout.size()
                            + ". Maybe they are another network's?");
        }
        NDList pieces = flat.split(cuts(layout), axis);
        long[] lead = Arrays.copyOf(flat.getShape().getShape(), axis);
        for (int i = 0; i < layout.layers().size(); i++) {
            Layout.Layer layer = layout.layers().get(i);
            weights.put(layer.name(), pieces.get(2 * i).reshape(new Shape(lead).add(layer.outputs(), layer.inputs())));
            biases.put(layer.name(), pieces.get(2 * i + 1));
        }
    }

    /** {@code [..., outputs, inputs]}. */
    NDArray weight(String layer) {
        return found(weights.get(layer), layer);
    }

    /** {@code [..., outputs]}. */
    NDArray bias(String layer) {
        return found(biases.get(layer), layer);
    }

    private NDArray found(@Nullable NDArray piece, String layer) {
        if (piece == null) {
            throw new IllegalArgumentException("there is no layer '" + layer + "', only "
                    + layout.layers().stream().map(Layout.Layer::name).toList());
        }
        return piece;
    }

    private static long[] cuts(Layout layout) {
        long[] cuts = new long[2 * layout.layers().size() - 1];
        long at = 0;
        for (int i = 0; i < cuts.length; i++) {
            Layout.Layer layer = layout.layers().get(i / 2);
            at += i % 2 == 0 ? (long) layer.outputs() * layer.inputs() : layer.outputs();
            cuts[i] = at;
        }
        return cuts;
    }
}
