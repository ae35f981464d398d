package io.credence.bnn.inference.vi;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.credence.bnn.inference.vi.TrainingOptions.Regularisation;

/**
 * Adam (Kingma and Ba 2015) with decoupled weight decay (Loshchilov and Hutter 2019) of the deterministic weights, on one flat
 * vector, after clipping the gradient's global norm.
 */
final class Adam {

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final Regularisation regularisation;
    private final NDArray momentum;
    private final NDArray square;
    private final NDArray decayed;
    private int step;

    /**
     * At rest.
     *
     * @param decayed 1 where a weight decays, else 0
     */
    Adam(Regularisation regularisation, float[] decayed, NDManager manager) {
        this.regularisation = regularisation;
        this.decayed = manager.create(decayed);
        momentum = manager.zeros(new Shape(decayed.length));
        square = manager.zeros(new Shape(decayed.length));
    }

    /** Changes the parameters in place. */
    void update(NDArray parameters, NDArray gradient, double rate) {
        step++;
        NDArray clipped = clip(gradient);
        momentum.muli(BETA1).addi(clipped.mul(1 - BETA1));
        square.muli(BETA2).addi(clipped.square().mul(1 - BETA2));
        NDArray direction = momentum.div(1 - Math.pow(BETA1, step))
                .div(square.div(1 - Math.pow(BETA2, step)).sqrt().add(EPSILON));
        parameters.subi(decayed.mul(parameters).mul(rate * regularisation.weightDecay()));
        parameters.subi(direction.mul(rate));
    }

    private NDArray clip(NDArray gradient) {
        float limit = (float) regularisation.clipNorm();
        NDArray norm = gradient.square().sum().sqrt();
        return gradient.mul(norm.maximum(limit).pow(-1).mul(limit));
    }
}
