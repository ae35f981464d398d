package io.credence.bnn.inference.vi;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.credence.bnn.engine.Scalars;
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

    /** The moments, to go on from. */
    float[][] moments() {
        return new float[][] {momentum.toFloatArray(), square.toFloatArray()};
    }

    /** Goes on from moments after so many steps. */
    void restore(float[] firstMoment, float[] secondMoment, int steps) {
        momentum.set(firstMoment);
        square.set(secondMoment);
        step = steps;
    }

    /** Changes the parameters in place. */
    void update(NDArray parameters, NDArray gradient, double rate) {
        step++;
        NDArray clipped = clip(gradient);
        momentum.muli(BETA1).addi(Scalars.times(clipped, 1 - BETA1));
        square.muli(BETA2).addi(Scalars.times(clipped.square(), 1 - BETA2));
        NDArray direction = Scalars.times(momentum, 1 / (1 - Math.pow(BETA1, step)))
                .div(Scalars.times(square, 1 / (1 - Math.pow(BETA2, step)))
                        .sqrt()
                        .add(EPSILON));
        parameters.subi(Scalars.times(decayed.mul(parameters), rate * regularisation.weightDecay()));
        parameters.subi(Scalars.times(direction, rate));
    }

    private NDArray clip(NDArray gradient) {
        NDArray limit = gradient.getManager().create((float) regularisation.clipNorm());
        NDArray norm = gradient.square().sum().sqrt();
        return gradient.mul(limit.div(norm.maximum(limit)));
    }
}
