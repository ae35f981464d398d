package io.credence.bnn.moments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.credence.bnn.engine.Scalars;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * VDP++: each value's mean and variance, no covariances. The weights are independent Gaussians and drawn anew for every row and every
 * time step: that is what leaving covariances out means.
 *
 * <p>A linear layer is exact for independent inputs: {@code mean = W m + b}, {@code variance = S (v + m^2) + W^2 v + s} with S and s the variances of W
 * and b. Other layers are first-order in their input's variance, with the covariances that arise inside a layer: of normalised values
 * through their common mean and size, of attention's weights through the query they share and their sum of one, of a residual block's
 * branch with what it is added to.
 */
public class VariancePropagation implements SequencePropagation<Moments> {

    private final Affine means;
    private final Affine variances;

    /** Each layer's mean squares, which a recurrent network needs at every step. */
    private final Map<String, NDArray> seconds = new HashMap<>();

    /**
     * With these weights.
     *
     * @param mean {@code [size]}
     * @param variance {@code [size]}, at least 0
     */
    public VariancePropagation(Layout layout, NDArray mean, NDArray variance) {
        means = new Affine(layout, mean);
        variances = new Affine(layout, variance);
    }

    @Override
    public Moments certain(NDArray values) {
        return Moments.certain(values);
    }

    @Override
    public Moments linear(Moments x, String layer) {
        NDArray weight = means.weight(layer);
        NDArray spread = variances.weight(layer);
        NDArray second = seconds.computeIfAbsent(layer, name -> spread.add(weight.square()));
        NDArray ofSquares = product(x.mean().square(), spread);
        NDArray ofVariances = product(x.variance(), second);
        return new Moments(
                product(x.mean(), weight).add(means.bias(layer)),
                ofSquares.add(ofVariances).add(variances.bias(layer)));
    }

    /** What the uncertainty of a layer's own weights adds to the variance: {@code S (v + m^2) + s}. */
    final NDArray added(Moments x, String layer) {
        NDArray second = x.mean().square().add(x.variance());
        return product(second, variances.weight(layer)).add(variances.bias(layer));
    }

    /** {@code x W'}. */
    private static NDArray product(NDArray x, NDArray weight) {
        return x.matMul(weight.transpose());
    }

    @Override
    public Moments activate(Moments x, Activation activation) {
        return activation.moments(x);
    }

    @Override
    public Moments add(Moments a, Moments b) {
        return a.plus(b);
    }

    @Override
    public Moments multiply(Moments a, Moments b) {
        return a.times(b);
    }

    /** With g, a and b independent: {@code vg ((ma - mb)^2 + va + vb) + mg^2 va + (1 - mg)^2 vb}. */
    @Override
    public Moments blend(Moments gate, Moments a, Moments b) {
        NDArray gap = a.mean().sub(b.mean());
        NDArray rest = gate.mean().neg().add(1);
        NDArray ofGate = gap.square().add(a.variance()).add(b.variance()).mul(gate.variance());
        return new Moments(
                b.mean().add(gate.mean().mul(gap)),
                ofGate.add(gate.mean().square().mul(a.variance()))
                        .add(rest.square().mul(b.variance())));
    }

    @Override
    public Moments join(List<Moments> parts) {
        return new Moments(
                TensorAxes.join(parts.stream().map(Moments::mean).toList()),
                TensorAxes.join(parts.stream().map(Moments::variance).toList()));
    }

    @Override
    public List<Moments> split(Moments x, int parts) {
        NDList mean = TensorAxes.split(x.mean(), parts);
        NDList variance = TensorAxes.split(x.variance(), parts);
        List<Moments> all = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            all.add(new Moments(mean.get(i), variance.get(i)));
        }
        return all;
    }

    @Override
    public int steps(Moments x) {
        return (int) TensorAxes.steps(x.mean());
    }

    @Override
    public Moments at(Moments x, int step) {
        return new Moments(TensorAxes.at(x.mean(), step), TensorAxes.at(x.variance(), step));
    }

    @Override
    public Moments patches(Moments x, int width) {
        return new Moments(TensorAxes.patches(x.mean(), width), TensorAxes.patches(x.variance(), width));
    }

    @Override
    public Moments zeros(Moments x, int features) {
        return Moments.certain(TensorAxes.zeros(x.mean(), features));
    }

    @Override
    public Moments known(Moments x, double[][] values) {
        return Moments.certain(TensorAxes.known(x.mean(), values));
    }

    @Override
    public Moments delay(Moments x, int steps) {
        return new Moments(TensorAxes.delay(x.mean(), steps), TensorAxes.delay(x.variance(), steps));
    }

    @Override
    public Moments normalise(Moments x) {
        return MomentNorm.layer(x);
    }

    @Override
    public Moments attention(Moments query, Moments key, Moments value) {
        return MomentAttention.of(query, key, value);
    }

    /**
     * To the plain step's variance come the products of the ways by which the state reaches the next one: kept (slope z), through the
     * candidate by U and by the reset gate, and through the keep gate. The plain step has each of them squared.
     */
    @Override
    public Moments gated(Moments x, Moments state, GatedLayers layers) {
        Moments plain = SequencePropagation.super.gated(x, state, layers);
        NDArray common = new GatedSlopes(this, means, layers).common(x, state);
        return new Moments(plain.mean(), plain.variance().add(common).maximum(Scalars.times(plain.variance(), 0.05)));
    }

    @Override
    public Moments maximum(Moments x, int width) {
        return MomentPooling.maximum(x, width);
    }

    @Override
    public Moments average(Moments x) {
        int[] time = {TensorAxes.last(x.mean()) - 1};
        double share = 1.0 / steps(x);
        return new Moments(
                Scalars.times(x.mean().sum(time), share),
                Scalars.times(x.variance().sum(time), share * share));
    }

    /**
     * Adds twice {@code cov(x_c, F_c(x)) = v_c E dF_c/dx_c} (Stein 1981), which the latest taps alone have: {@code dF_c/dx_c = n_c sum_k W2_ck E f'(z_k)
     * W1_kc}, with n_c the normalisation's slope.
     */
    @Override
    public Moments residual(Moments x, Branch branch) {
        Moments from = branch.normalised() ? normalise(x) : x;
        Moments before = convolution(from, branch.first(), branch.taps(), branch.dilation());
        Moments hidden = activate(before, branch.activation());
        Moments added = convolution(hidden, branch.second(), branch.taps(), branch.dilation());
        NDArray path = latest(branch.first(), branch)
                .mul(latest(branch.second(), branch).transpose());
        NDArray slope = branch.activation().expectedSlope(before).matMul(path);
        NDArray own = branch.normalised() ? slope.mul(MomentNorm.ownSlope(x)) : slope;
        return cross(x, added, own);
    }

    /** The sum of x and what depends on it with that slope, never of less variance than either's difference allows. */
    private static Moments cross(Moments x, Moments added, NDArray slope) {
        NDArray covariance = x.variance().mul(slope);
        NDArray most = GaussianTensors.sd(x.variance()).mul(GaussianTensors.sd(added.variance()));
        NDArray bounded = covariance.minimum(most).maximum(most.neg());
        return new Moments(
                x.mean().add(added.mean()),
                x.variance()
                        .add(added.variance())
                        .add(bounded.add(bounded))
                        .getNDArrayInternal()
                        .relu());
    }

    /** The weights of the tap that sees the present, {@code [outputs, inputs]}. */
    private NDArray latest(String layer, Branch branch) {
        NDArray weight = means.weight(layer);
        return TensorAxes.slice(weight, 1, 0, weight.getShape().get(1) / branch.taps());
    }
}
