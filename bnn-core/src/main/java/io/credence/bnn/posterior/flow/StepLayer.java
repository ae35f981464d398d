package io.credence.bnn.posterior.flow;

import java.util.Arrays;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;

/**
 * Each coordinate by itself through {@code y = x exp(s) + sum of a tanh(b x + c)}, a and b above 0, so that y rises with x: smooth steps,
 * which part one mode into several where affine layers only bend it. A sum of sigmoids as in Huang et al. (2018), "Neural Autoregressive
 * Flows", without their conditioner.
 *
 * <p>Parameters, coordinate after coordinate: s, then a, b, c of each step, a and b before their softplus.
 */
record StepLayer(int dimension, int steps) implements FlowLayer {

    private static final int MOST_HALVINGS = 200;

    @Override
    public int size() {
        return dimension * (1 + 3 * steps);
    }

    @Override
    public void initialise(double[] p, int at, ContinuousSampler gaussian) {
        for (int i = 0; i < dimension; i++) {
            for (int k = 0; k < steps; k++) {
                int from = step(at, i, k);
                p[from] = -2;
                p[from + 1] = 0.5;
                p[from + 2] = 0.5 * gaussian.sample();
            }
        }
    }

    @Override
    public double forward(double[] p, int at, double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < dimension; i++) {
            Shape shape = shape(p, at, i, x[i]);
            y[i] = shape.value;
            sum += Math.log(shape.slope);
        }
        return sum;
    }

    /** By halving the interval in which the steps' bounds put x, until it has no inside. */
    @Override
    public void inverse(double[] p, int at, double[] y, double[] x) {
        for (int i = 0; i < dimension; i++) {
            double reach = 0;
            for (int k = 0; k < steps; k++) {
                reach += softplus(p[step(at, i, k)]);
            }
            double shrink = Math.exp(-p[coordinate(at, i)]);
            double low = (y[i] - reach) * shrink;
            double high = (y[i] + reach) * shrink;
            for (int halving = 0; halving < MOST_HALVINGS && low < high; halving++) {
                double middle = low + (high - low) / 2;
                if (middle == low || middle == high) {
                    break;
                }
                boolean under = shape(p, at, i, middle).value < y[i];
                low = under ? middle : low;
                high = under ? high : middle;
            }
            x[i] = low + (high - low) / 2;
        }
    }

    @Override
    public double[] backward(double[] p, int at, double[] x, double[] byY, double byLogDeterminant, double[] byP) {
        double[] byX = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            Shape shape = shape(p, at, i, x[i]);
            double bySlope = byLogDeterminant / shape.slope;
            byX[i] = byY[i] * shape.slope + bySlope * shape.bend;
            byP[coordinate(at, i)] += shape.stretch * (byY[i] * x[i] + bySlope);
            for (int k = 0; k < steps; k++) {
                addStep(p, step(at, i, k), x[i], byY[i], bySlope, byP);
            }
        }
        return byX;
    }

    @Override
    public double[] unwind(double[] p, int at, double[] x, double[] byX) {
        double[] byY = new double[dimension];
        Arrays.setAll(byY, i -> byX[i] / shape(p, at, i, x[i]).slope);
        return byY;
    }

    private void addStep(double[] p, int from, double x, double byY, double bySlope, double[] byP) {
        double a = softplus(p[from]);
        double b = softplus(p[from + 1]);
        double tanh = Math.tanh(b * x + p[from + 2]);
        double flat = 1 - tanh * tanh;
        double byC = a * flat * (byY - 2 * b * tanh * bySlope);
        byP[from] += sigmoid(p[from]) * (byY * tanh + bySlope * b * flat);
        byP[from + 1] += sigmoid(p[from + 1]) * (byC * x + bySlope * a * flat);
        byP[from + 2] += byC;
    }

    private Shape shape(double[] p, int at, int i, double x) {
        double stretch = Math.exp(p[coordinate(at, i)]);
        double value = stretch * x;
        double slope = stretch;
        double bend = 0;
        for (int k = 0; k < steps; k++) {
            int from = step(at, i, k);
            double a = softplus(p[from]);
            double b = softplus(p[from + 1]);
            double tanh = Math.tanh(b * x + p[from + 2]);
            double rise = a * b * (1 - tanh * tanh);
            value += a * tanh;
            slope += rise;
            bend -= 2 * b * tanh * rise;
        }
        return new Shape(stretch, value, slope, bend);
    }

    private int coordinate(int at, int i) {
        return at + i * (1 + 3 * steps);
    }

    private int step(int at, int i, int k) {
        return coordinate(at, i) + 1 + 3 * k;
    }

    private static double softplus(double raw) {
        return Math.max(raw, 0) + Math.log1p(Math.exp(-Math.abs(raw)));
    }

    private static double sigmoid(double raw) {
        return 1 / (1 + Math.exp(-raw));
    }

    /** y and its first two derivatives by x. */
    private record Shape(double stretch, double value, double slope, double bend) {}
}
