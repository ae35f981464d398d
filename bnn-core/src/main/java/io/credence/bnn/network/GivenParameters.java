package io.credence.bnn.network;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.util.List;

/** Gives a block the parameters of this call in place of its own. */
final class GivenParameters extends ParameterStore {

    private final List<Parameter> parameters;
    private final NDList values;

    GivenParameters(List<Parameter> parameters, NDList values) {
        this.parameters = parameters;
        this.values = values;
    }

    @Override
    public NDArray getValue(Parameter parameter, Device device, boolean training) {
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i) == parameter) {
                return values.get(i);
            }
        }
        throw new IllegalStateException("parameter " + parameter.getName()
                + " was not there when the backbone was made. Maybe the block was changed since?");
    }
}
