package io.credence.bnn.moments;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Operations that sequence networks need beyond those of every network. What has two arguments takes them as independent unless it says
 * otherwise.
 *
 * @param <T> values {@code [..., time, features]}, or {@code [..., features]} at one time
 */
public interface SequencePropagation<T> extends Propagation<T> {

    T add(T a, T b);

    /** Value by value. */
    T multiply(T a, T b);

    /** {@code gate * a + (1 - gate) * b}: gate and one minus gate are not independent. */
    T blend(T gate, T a, T b);

    /** One beside the other along the features. */
    T join(List<T> parts);

    /** Into equal parts along the features. */
    List<T> split(T x, int parts);

    /** How many time steps there are. */
    int steps(T x);

    /** The values of one time step, {@code [..., features]}. */
    T at(T x, int step);

    /** Each {@code width} steps that follow one another as one step of {@code width * features}; what does not fill a patch is left off. */
    T patches(T x, int width);

    /** Zeros that are known, as many rows and steps as x has. */
    T zeros(T x, int features);

    /**
     * Numbers that are known, the same for each row.
     *
     * @param values {@code [time][features]}, as many steps as x has
     */
    T known(T x, double[][] values);

    /** Later by so many steps, zeros in front: a causal network sees the past only. */
    T delay(T x, int steps);

    /** To mean 0 and variance 1 over the features: a layer norm without gain and shift, which the next linear layer has. */
    T normalise(T x);

    /** {@code softmax(q k' / sqrt(features)) v} over the time steps. */
    T attention(T query, T key, T value);

    /** The same, each head on its share of the features. */
    default T attention(T query, T key, T value, int heads) {
        List<T> queries = split(query, heads);
        List<T> keys = split(key, heads);
        List<T> values = split(value, heads);
        return join(IntStream.range(0, heads)
                .mapToObj(head -> attention(queries.get(head), keys.get(head), values.get(head)))
                .toList());
    }

    /** The maximum of each {@code width} steps that follow one another; with moments, the one whose mean is largest. */
    T maximum(T x, int width);

    /** The mean over all steps, {@code [..., features]}. */
    T average(T x);

    /**
     * One step of a gated recurrent unit (Cho et al. 2014, with the reset gate after the product): {@code n = tanh(W x + b + r (U h + d))}, {@code h' = z h
     * + (1 - z) n}, gates r and z from one layer over x and h; with what gates, candidate and h have in common.
     *
     * @param x the step's input, {@code [..., inputs]}
     * @param state h, {@code [..., hidden]}
     */
    default T gated(T x, T state, GatedLayers layers) {
        List<T> gates = split(linear(join(List.of(x, state)), layers.gates()), 2);
        T reset = activate(gates.get(0), Activation.SIGMOID);
        T keep = activate(gates.get(1), Activation.SIGMOID);
        T old = multiply(reset, linear(state, layers.state()));
        T candidate = activate(add(linear(x, layers.input()), old), Activation.TANH);
        return blend(keep, state, candidate);
    }

    /**
     * The layers of a gated recurrent unit, by name.
     *
     * @param gates reset then keep, from inputs and state
     * @param input W, from inputs
     * @param state U, from state
     */
    record GatedLayers(String gates, String input, String state) {}

    /** {@code x + second(f(first(x)))}, with what branch and x have in common. */
    T residual(T x, Branch branch);

    /** A causal convolution with dilation, {@code sum_k W_k x(t - k dilation) + b}, as one product: weights {@code [outputs, taps * inputs]}. */
    default T convolution(T x, String layer, int taps, int dilation) {
        return linear(
                join(IntStream.range(0, taps)
                        .mapToObj(tap -> delay(x, tap * dilation))
                        .toList()),
                layer);
    }

    /** The branch alone. */
    default T through(T x, Branch branch) {
        T from = branch.normalised() ? normalise(x) : x;
        T hidden = activate(convolution(from, branch.first(), branch.taps(), branch.dilation()), branch.activation());
        return convolution(hidden, branch.second(), branch.taps(), branch.dilation());
    }

    /**
     * What a residual block adds to its input: two linear or convolutional layers with an activation between.
     *
     * @param first layer, from {@code taps * features}
     * @param second layer, to {@code features}
     * @param taps 1 for a linear layer
     * @param dilation between taps, in steps
     * @param normalised whether the branch's input is normalised first
     */
    record Branch(String first, Activation activation, String second, int taps, int dilation, boolean normalised) {

        public static Branch dense(String first, Activation activation, String second) {
            return new Branch(first, activation, second, 1, 1, false);
        }
    }
}
