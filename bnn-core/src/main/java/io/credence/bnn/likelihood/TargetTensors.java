package io.credence.bnn.likelihood;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** Targets and their baselines as tensors, each {@code [rows, horizons]}. */
public final class TargetTensors {

    /** Planes of the array that {@link #of} takes: value, at atom, off atom, then the baseline's components. */
    public static final int PLANES = 3 + Baseline.SIZE;

    private final NDArray planes;

    private TargetTensors(NDArray planes) {
        this.planes = planes;
    }

    /**
     * Copies the planes to the manager's device.
     *
     * @param planes {@code [PLANES, rows, horizons]}: the value (0 where missing), 1 where it is the atom, 1 where it is a value
     *     off the atom, then the components of the {@link Baseline} in their order
     */
    public static TargetTensors of(NDManager manager, float[] planes, int rows, int horizons) {
        return new TargetTensors(manager.create(planes, new Shape(PLANES, rows, horizons)));
    }

    NDArray values() {
        return planes.get(0);
    }

    NDArray atAtom() {
        return planes.get(1);
    }

    NDArray offAtom() {
        return planes.get(2);
    }

    NDArray location() {
        return planes.get(3);
    }

    NDArray locationScale() {
        return planes.get(4);
    }

    NDArray logScale() {
        return planes.get(5);
    }

    NDArray logit() {
        return planes.get(6);
    }

    NDArray floor() {
        return planes.get(7);
    }
}
