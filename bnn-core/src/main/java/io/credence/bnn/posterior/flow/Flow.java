package io.credence.bnn.posterior.flow;

import io.credence.bnn.random.Key;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** The architecture of a flow: layers whose parameters are one flat vector, layer after layer. Immutable. */
public final class Flow {

    private static final int STEPS = 3;

    private final int dimension;
    private final List<FlowLayer> layers;

    private Flow(int dimension, List<FlowLayer> layers) {
        this.dimension = dimension;
        this.layers = layers;
    }

    /**
     * Inverse autoregressive layers, every other one in the opposite order, each behind a layer of smooth steps.
     *
     * @param dimension at least 1
     * @param layers at least 1
     * @param hidden units per layer, at least 1
     */
    public static Flow autoregressive(int dimension, int layers, int hidden) {
        require(dimension, layers, hidden);
        List<FlowLayer> made = new ArrayList<>();
        for (int l = 0; l < layers; l++) {
            boolean forwards = l % 2 == 0;
            int[] degrees = IntStream.range(0, dimension)
                    .map(i -> forwards ? i + 1 : dimension - i)
                    .toArray();
            made.add(new StepLayer(dimension, STEPS));
            made.add(new AffineLayer(degrees, hidden));
        }
        return new Flow(dimension, made);
    }

    /** Affine coupling layers: even coordinates move odd ones, then odd ones even; each behind a layer of smooth steps. Arguments as {@link #autoregressive}. */
    public static Flow coupling(int dimension, int layers, int hidden) {
        require(dimension, layers, hidden);
        List<FlowLayer> made = new ArrayList<>();
        for (int l = 0; l < layers; l++) {
            int mover = l % 2;
            int[] degrees = IntStream.range(0, dimension)
                    .map(i -> dimension == 1 || i % 2 == mover ? 1 : 2)
                    .toArray();
            made.add(new StepLayer(dimension, STEPS));
            made.add(new AffineLayer(degrees, hidden));
        }
        return new Flow(dimension, made);
    }

    public int dimension() {
        return dimension;
    }

    /** Parameters of all layers. */
    public int size() {
        return layers.stream().mapToInt(FlowLayer::size).sum();
    }

    /** Parameters to start from: every layer nearly the identity. */
    public double[] initial(Key key) {
        ZigguratSampler gaussian = ZigguratSampler.NormalizedGaussian.of(key.generator());
        double[] parameters = new double[size()];
        int at = 0;
        for (FlowLayer layer : layers) {
            layer.initialise(parameters, at, gaussian);
            at += layer.size();
        }
        return parameters;
    }

    /**
     * Noise to a point.
     *
     * @param parameters {@code [size]}
     * @param noise {@code [dimension]}, standard normal
     */
    public Pass forward(double[] parameters, double[] noise) {
        double[][] at = new double[layers.size() + 1][dimension];
        at[0] = noise;
        double logDeterminant = 0;
        int from = 0;
        for (int l = 0; l < layers.size(); l++) {
            logDeterminant += layers.get(l).forward(parameters, from, at[l], at[l + 1]);
            from += layers.get(l).size();
        }
        return new Pass(at, logDeterminant);
    }

    /**
     * A pass that ends at a point: exact, since every layer has an inverse.
     *
     * @param point {@code [dimension]}
     */
    public Pass inverse(double[] parameters, double[] point) {
        double[] noise = point;
        int from = size();
        for (int l = layers.size() - 1; l >= 0; l--) {
            from -= layers.get(l).size();
            double[] before = new double[dimension];
            layers.get(l).inverse(parameters, from, noise, before);
            noise = before;
        }
        return forward(parameters, noise);
    }

    /**
     * Adds the gradient by parameters of a function of the point plus the log determinant.
     *
     * @param byPoint the function's gradient, {@code [dimension]}
     * @param byParameters grows, {@code [size]}
     */
    public void backward(double[] parameters, Pass pass, double[] byPoint, double[] byParameters) {
        double[] by = byPoint;
        int from = size();
        for (int l = layers.size() - 1; l >= 0; l--) {
            from -= layers.get(l).size();
            by = layers.get(l).backward(parameters, from, pass.at[l], by, 1, byParameters);
        }
    }

    /** The gradient by the point of the density that a pass ends with. */
    double[] score(double[] parameters, Pass pass) {
        double[] byNoise = pass.at[0].clone();
        for (int i = 0; i < dimension; i++) {
            byNoise[i] = -byNoise[i];
        }
        double[] by = byNoise;
        int from = 0;
        for (int l = 0; l < layers.size(); l++) {
            FlowLayer layer = layers.get(l);
            double[] ofDeterminant =
                    layer.backward(parameters, from, pass.at[l], new double[dimension], 1, new double[size()]);
            for (int i = 0; i < dimension; i++) {
                by[i] -= ofDeterminant[i];
            }
            by = layer.unwind(parameters, from, pass.at[l], by);
            from += layer.size();
        }
        return by;
    }

    private static void require(int dimension, int layers, int hidden) {
        if (Collections.min(List.of(dimension, layers, hidden)) < 1) {
            throw new IllegalArgumentException("flow has dimension " + dimension + ", " + layers + " layers and "
                    + hidden + " hidden units; each must be at least 1");
        }
    }

    /** What a pass went through. */
    public static final class Pass {

        private final double[][] at;
        private final double logDeterminant;

        private Pass(double[][] at, double logDeterminant) {
            this.at = at;
            this.logDeterminant = logDeterminant;
        }

        /** Where it began, {@code [dimension]}; not to be changed. */
        public double[] noise() {
            return at[0];
        }

        /** Where it ended, {@code [dimension]}; not to be changed. */
        public double[] point() {
            return at[at.length - 1];
        }

        /** Of the derivative of point by noise. */
        public double logDeterminant() {
            return logDeterminant;
        }

        /** Log density at the point in nats: the noise's less the log determinant. */
        public double logDensity() {
            double square = 0;
            for (double z : at[0]) {
                square += z * z;
            }
            return -0.5 * (square + at[0].length * Math.log(2 * Math.PI)) - logDeterminant;
        }
    }
}
