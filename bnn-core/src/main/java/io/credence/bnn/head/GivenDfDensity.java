package io.credence.bnn.head;

import io.credence.bnn.density.CurvedDensity;
import io.credence.bnn.density.IndependentGaussian;
import io.credence.bnn.density.LogDensity;
import io.credence.bnn.likelihood.HurdleStudentTRow;
import io.credence.bnn.linalg.Matrices;
import java.util.Arrays;

/** A {@link HeadDensity} whose degrees of freedom are held: outputs times features under one isotropic prior. */
public final class GivenDfDensity implements CurvedDensity {

    private final HeadDensity whole;
    private final double[] rawDf;
    private final LogDensity prior;

    GivenDfDensity(HeadDensity whole, double[] rawDf, double priorSd) {
        if (rawDf.length != whole.shape().horizons()) {
            throw new IllegalArgumentException("raw degrees of freedom are " + rawDf.length + "; the head has "
                    + whole.shape().horizons() + " horizons");
        }
        this.whole = whole;
        this.rawDf = rawDf.clone();
        int dimension = whole.dimension() - rawDf.length;
        double[] sds = new double[dimension];
        Arrays.fill(sds, priorSd);
        prior = new IndependentGaussian(new double[dimension], sds);
    }

    /** A point of the whole head: this one, then the degrees of freedom. */
    public double[] complete(double[] point) {
        double[] complete = Arrays.copyOf(point, whole.dimension());
        System.arraycopy(rawDf, 0, complete, point.length, rawDf.length);
        return complete;
    }

    @Override
    public int dimension() {
        return prior.dimension();
    }

    @Override
    public int rows() {
        return whole.rows();
    }

    @Override
    public LogDensity prior() {
        return prior;
    }

    @Override
    public LogDensity likelihood(int[] rows) {
        return new Part(this, whole.likelihood(rows));
    }

    @Override
    public void evaluate(double[][] points, double[] values, double[][] gradients) {
        int[] all = new int[rows()];
        Arrays.setAll(all, i -> i);
        likelihood(all).evaluate(points, values, gradients);
        double[] priors = new double[points.length];
        double[][] scores = new double[points.length][dimension()];
        prior.evaluate(points, priors, scores);
        for (int p = 0; p < points.length; p++) {
            values[p] += priors[p];
            Matrices.axpy(1, scores[p], gradients[p]);
        }
    }

    @Override
    public double[][] gaussNewton(double[] point) {
        double[][] full = whole.gaussNewton(complete(point));
        double[][] kept = new double[dimension()][];
        Arrays.setAll(kept, i -> Arrays.copyOf(full[i], dimension()));
        return kept;
    }

    @Override
    public Kronecker kronecker(double[] point) {
        HeadShape shape = whole.shape();
        double[] complete = complete(point);
        double[][] left = new double[shape.outputs()][shape.outputs()];
        for (int h = 0; h < shape.horizons(); h++) {
            HurdleStudentTRow likelihood = HurdleStudentTRow.of(rawDf[h]);
            for (int row = 0; row < rows(); row++) {
                double[][] information = whole.information(likelihood, complete, row, h);
                for (int a = 0; a < 3; a++) {
                    int at = a * shape.horizons() + h;
                    left[at][at] += information[a][a] / rows();
                }
            }
        }
        return new Kronecker(left, Matrices.gram(whole.data().features()));
    }

    private record Part(GivenDfDensity owner, LogDensity complete) implements LogDensity {

        @Override
        public int dimension() {
            return owner.dimension();
        }

        @Override
        public void evaluate(double[][] points, double[] values, double[][] gradients) {
            double[][] all = Arrays.stream(points).map(owner::complete).toArray(double[][]::new);
            double[][] scores = new double[points.length][complete.dimension()];
            complete.evaluate(all, values, scores);
            for (int p = 0; p < points.length; p++) {
                System.arraycopy(scores[p], 0, gradients[p], 0, dimension());
            }
        }
    }
}
