package io.credence.forecasting.model.volatility;

import java.util.Arrays;

/**
 * The log likelihood of a sample: sum of log f(z_t) - log(h_t) / 2 with z_t = (r_t - mean) / sqrt(h_t), and its exact
 * gradient. Recursions carry their derivatives forward; the rest is the chain rule. Its arrays are used again by every
 * call, so that it belongs to one fit.
 */
final class Likelihood {

    private final Recursion recursion;
    private final Innovation innovation;
    private final Sample sample;
    private final int shapeAt;
    private final int parameters;
    private final Path path;
    private final double[] z;
    private final double[] slopes;

    Likelihood(Recursion recursion, Innovation innovation, Sample sample) {
        this.recursion = recursion;
        this.innovation = innovation;
        this.sample = sample;
        this.shapeAt = 1 + recursion.names().size();
        this.parameters = shapeAt + innovation.names().size();
        this.path = Path.of(sample.size(), recursion.width());
        this.z = new double[sample.size()];
        this.slopes = new double[sample.size()];
    }

    int parameters() {
        return parameters;
    }

    Sample sample() {
        return sample;
    }

    /** The path at natural parameters. */
    Path path(double[] theta) {
        recursion.filter(theta, sample, path);
        return path;
    }

    /**
     * The log likelihood at natural parameters; minus infinity or NaN where a variance is none.
     *
     * @param gradient filled
     */
    double evaluate(double[] theta, double[] gradient) {
        recursion.filter(theta, sample, path);
        Arrays.fill(gradient, 0);
        double value = standardise(theta[0]);
        value += innovation.density(theta, shapeAt).accumulate(z, sample.size(), slopes, gradient, shapeAt);
        addPathGradient(gradient);
        return value;
    }

    /** The log likelihood alone; minus infinity or NaN where a variance is none. */
    double evaluate(double[] theta) {
        recursion.variances(theta, sample, path);
        return standardise(theta[0]) + innovation.density(theta, shapeAt).sum(z, sample.size());
    }

    /** Fills z and gives minus half the sum of log variances. */
    private double standardise(double mean) {
        double[] variance = path.variance();
        double[] returns = sample.returns();
        LogProduct product = new LogProduct();
        for (int t = 0; t < z.length; t++) {
            if (!(variance[t] > 0)) {
                return Double.NEGATIVE_INFINITY;
            }
            product.times(variance[t]);
            z[t] = (returns[t] - mean) / Math.sqrt(variance[t]);
        }
        return -0.5 * product.sum();
    }

    private void addPathGradient(double[] gradient) {
        double[] variance = path.variance();
        double[] derivative = path.derivative();
        int width = path.width();
        for (int t = 0; t < z.length; t++) {
            double byVariance = -0.5 * (1 + slopes[t] * z[t]) / variance[t];
            int row = t * width;
            for (int k = 0; k < width; k++) {
                gradient[k] += byVariance * derivative[row + k];
            }
            gradient[0] -= slopes[t] / Math.sqrt(variance[t]);
        }
    }

    /** The sum over rows of the outer product of their scores, by natural parameters. */
    double[][] outerProduct(double[] theta) {
        recursion.filter(theta, sample, path);
        standardise(theta[0]);
        Density density = innovation.density(theta, shapeAt);
        double[][] sum = new double[parameters][parameters];
        double[] score = new double[parameters];
        for (int t = 0; t < z.length; t++) {
            score(density, t, score);
            for (int i = 0; i < parameters; i++) {
                for (int j = 0; j <= i; j++) {
                    sum[i][j] += score[i] * score[j];
                }
            }
        }
        for (int i = 0; i < parameters; i++) {
            for (int j = i + 1; j < parameters; j++) {
                sum[i][j] = sum[j][i];
            }
        }
        return sum;
    }

    private void score(Density density, int t, double[] score) {
        Arrays.fill(score, 0);
        double variance = path.variance()[t];
        double slope = density.score(z[t], score, shapeAt);
        double byVariance = -0.5 * (1 + slope * z[t]) / variance;
        for (int k = 0; k < path.width(); k++) {
            score[k] += byVariance * path.derivative()[t * path.width() + k];
        }
        score[0] -= slope / Math.sqrt(variance);
    }

    // ---- working coordinates: the mean in units of the returns' deviation, the recursion's own, the innovation's own

    double[] natural(double[] x) {
        double[] theta = new double[parameters];
        theta[0] = x[0] * sample.deviation();
        recursion.natural(x, sample, theta);
        innovation.natural(x, theta, shapeAt);
        return theta;
    }

    double[] working(double[] theta) {
        double[] x = new double[parameters];
        x[0] = theta[0] / sample.deviation();
        recursion.working(theta, sample, x);
        innovation.working(theta, x, shapeAt);
        return x;
    }

    private void pullBack(double[] x, double[] theta, double[] natural, double[] working) {
        working[0] = sample.deviation() * natural[0];
        recursion.pullBack(x, sample, natural, working);
        innovation.pullBack(theta, natural, working, shapeAt);
    }

    /** Minus the mean log likelihood at working parameters, for a minimiser. */
    double loss(double[] x, double[] gradient) {
        double[] theta = natural(x);
        double[] natural = new double[parameters];
        double value = evaluate(theta, natural);
        pullBack(x, theta, natural, gradient);
        for (int i = 0; i < parameters; i++) {
            gradient[i] = -gradient[i] / sample.size();
        }
        return Double.isFinite(value) ? -value / sample.size() : Double.POSITIVE_INFINITY;
    }

    /** The mean outer product of scores by working parameters: a guess of the Hessian of {@link #loss}. */
    double[][] curvature(double[] x) {
        double[] theta = natural(x);
        double[][] half = new double[parameters][];
        double[][] natural = outerProduct(theta);
        for (int i = 0; i < parameters; i++) {
            half[i] = new double[parameters];
            pullBack(x, theta, natural[i], half[i]);
        }
        double[][] full = new double[parameters][parameters];
        for (int j = 0; j < parameters; j++) {
            double[] column = new double[parameters];
            double[] pulled = new double[parameters];
            for (int i = 0; i < parameters; i++) {
                column[i] = half[i][j];
            }
            pullBack(x, theta, column, pulled);
            for (int i = 0; i < parameters; i++) {
                full[i][j] = pulled[i] / sample.size();
            }
        }
        return full;
    }
}
