package io.credence.bnn.moments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.function.Function;

/**
 * Draws whose weights are drawn anew for each row and each time step, by local reparameterisation (Kingma, Salimans and Welling 2015): {@code
 * W x + b} of given x is Gaussian with mean {@code m_W x + m_b} and variance {@code S x^2 + s}, so it is drawn in place of the
 * weights.
 */
public final class RenewedPropagation extends DrawPropagation {

    private final Affine means;
    private final Affine variances;
    private final long draws;
    private final Function<Shape, NDArray> gaussian;

    /**
     * With these weights.
     *
     * @param mean {@code [size]}
     * @param variance {@code [size]}
     * @param draws of each row, at least 1
     * @param gaussian makes independent standard Gaussian noise of a shape
     */
    public RenewedPropagation(
            Layout layout, NDArray mean, NDArray variance, long draws, Function<Shape, NDArray> gaussian) {
        super(layout, mean.expandDims(0));
        this.means = new Affine(layout, mean);
        this.variances = new Affine(layout, variance);
        this.draws = draws;
        this.gaussian = gaussian;
    }

    @Override
    public NDArray linear(NDArray x, String layer) {
        NDArray rows = rows(x);
        NDArray mean = rows.matMul(means.weight(layer).transpose()).add(means.bias(layer));
        NDArray variance =
                rows.square().matMul(variances.weight(layer).transpose()).add(variances.bias(layer));
        NDArray noise = gaussian.apply(
                new Shape(draws, mean.getShape().get(1), mean.getShape().get(2)));
        return shaped(mean.add(GaussianTensors.sd(variance).mul(noise)), x);
    }
}
