package io.credence.bnn.posterior.flow;

import java.util.Arrays;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;

/**
 * {@code y_i = x_i exp(s_i) + t_i}, where s_i and t_i are the outputs of a perceptron that sees coordinates of lower degree only, so
 * that the Jacobian is triangular in the order of degrees and its log determinant is the sum of s.
 *
 * <p>With all degrees different this is the inverse autoregressive layer (Kingma et al. 2016) with MADE's masks (Germain et al. 2015);
 * with two degrees it is the affine coupling layer of RealNVP (Dinh, Sohl-Dickstein and Bengio 2017). s is {@code 3 tanh(raw / 3)}: no
 * layer stretches more than twentyfold, and none overflows. Parameters: first weights {@code [hidden][dimension]}, their biases,
 * second weights {@code [2 dimension][hidden]}, their biases.
 */
final class AffineLayer implements FlowLayer {

    private static final double MOST = 3;

    private final int[] degrees;
    private final int hidden;
    private final int highest;

    /**
     * Of degrees.
     *
     * @param degrees of the coordinates, from 1 without gaps
     * @param hidden units of the perceptron
     */
    AffineLayer(int[] degrees, int hidden) {
        this.degrees = degrees;
        this.hidden = hidden;
        this.highest = Arrays.stream(degrees).max().orElseThrow();
    }

    @Override
    public int size() {
        return hidden * (degrees.length + 1) + 2 * degrees.length * (hidden + 1);
    }

    @Override
    public void initialise(double[] p, int at, ContinuousSampler gaussian) {
        for (int i = 0; i < size(); i++) {
            p[at + i] = gaussian.sample() * (i < secondWeights() ? 1 / Math.sqrt(degrees.length) : 0.01);
        }
    }

    @Override
    public double forward(double[] p, int at, double[] x, double[] y) {
        Conditioner c = condition(p, at, x);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i] * Math.exp(c.s[i]) + c.t[i];
            sum += c.s[i];
        }
        return sum;
    }

    /** Each round settles the coordinates of one more degree. */
    @Override
    public void inverse(double[] p, int at, double[] y, double[] x) {
        Arrays.fill(x, 0);
        for (int round = 0; round < highest; round++) {
            Conditioner c = condition(p, at, x);
            for (int i = 0; i < x.length; i++) {
                x[i] = (y[i] - c.t[i]) * Math.exp(-c.s[i]);
            }
        }
    }

    @Override
    public double[] backward(double[] p, int at, double[] x, double[] byY, double byLogDeterminant, double[] byP) {
        Conditioner c = condition(p, at, x);
        double[] byX = new double[x.length];
        double[] byHidden = new double[hidden];
        for (int i = 0; i < x.length; i++) {
            double stretch = Math.exp(c.s[i]);
            byX[i] = byY[i] * stretch;
            double byS = byY[i] * x[i] * stretch + byLogDeterminant;
            spread(p, at, c, i, i, byS * (1 - c.s[i] * c.s[i] / (MOST * MOST)), byP, byHidden);
            spread(p, at, c, i, x.length + i, byY[i], byP, byHidden);
        }
        addFirst(p, at, x, c, byHidden, byP, byX);
        return byX;
    }

    /** Rounds of {@code J' v = byX}, as {@link #inverse}. */
    @Override
    public double[] unwind(double[] p, int at, double[] x, double[] byX) {
        Conditioner c = condition(p, at, x);
        double[] byY = new double[x.length];
        for (int round = 0; round < highest; round++) {
            double[] reached = backward(p, at, x, byY, 0, new double[p.length]);
            for (int i = 0; i < x.length; i++) {
                byY[i] += (byX[i] - reached[i]) * Math.exp(-c.s[i]);
            }
        }
        return byY;
    }

    /** Back through one output of the perceptron. */
    private void spread(
            double[] p, int at, Conditioner c, int i, int output, double by, double[] byP, double[] byHidden) {
        int row = at + secondWeights() + output * hidden;
        byP[at + secondWeights() + 2 * degrees.length * hidden + output] += by;
        for (int h = 0; h < hidden; h++) {
            if (degree(h) < degrees[i]) {
                byP[row + h] += by * c.units[h];
                byHidden[h] += by * p[row + h];
            }
        }
    }

    private void addFirst(
            double[] p, int at, double[] x, Conditioner c, double[] byHidden, double[] byP, double[] byX) {
        for (int h = 0; h < hidden; h++) {
            double by = byHidden[h] * (1 - c.units[h] * c.units[h]);
            byP[at + hidden * x.length + h] += by;
            for (int j = 0; j < x.length; j++) {
                if (degrees[j] <= degree(h)) {
                    byP[at + h * x.length + j] += by * x[j];
                    byX[j] += by * p[at + h * x.length + j];
                }
            }
        }
    }

    /** Where the second weights begin. */
    private int secondWeights() {
        return hidden * (degrees.length + 1);
    }

    private Conditioner condition(double[] p, int at, double[] x) {
        double[] units = new double[hidden];
        for (int h = 0; h < hidden; h++) {
            double sum = p[at + hidden * x.length + h];
            for (int j = 0; j < x.length; j++) {
                sum += degrees[j] <= degree(h) ? p[at + h * x.length + j] * x[j] : 0;
            }
            units[h] = Math.tanh(sum);
        }
        double[] s = new double[x.length];
        double[] t = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            s[i] = MOST * Math.tanh(output(p, at, units, i, i) / MOST);
            t[i] = output(p, at, units, i, x.length + i);
        }
        return new Conditioner(units, s, t);
    }

    private double output(double[] p, int at, double[] units, int i, int output) {
        int row = at + secondWeights() + output * hidden;
        double sum = p[at + secondWeights() + 2 * degrees.length * hidden + output];
        for (int h = 0; h < hidden; h++) {
            sum += degree(h) < degrees[i] ? p[row + h] * units[h] : 0;
        }
        return sum;
    }

    /** A unit sees coordinates up to its degree. */
    private int degree(int unit) {
        return 1 + unit % Math.max(1, highest - 1);
    }

    private record Conditioner(double[] units, double[] s, double[] t) {}
}
