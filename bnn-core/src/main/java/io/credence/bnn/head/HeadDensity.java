package io.credence.bnn.head;

import io.credence.bnn.density.CurvedDensity;
import io.credence.bnn.density.LogDensity;
import io.credence.bnn.likelihood.HurdleStudentTRow;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/**
 * The posterior density of a hurdle Student-t head on given features: every linear output of every horizon, and the raw degrees of
 * freedom, which are the same for all rows. A point lies as {@link HeadShape} says.
 */
public final class HeadDensity implements CurvedDensity {

    private final HeadRows rows;
    private final HeadShape shape;
    private final LogDensity prior;
    private final LongAdder evaluated;

    private HeadDensity(HeadRows rows, LogDensity prior, LongAdder evaluated) {
        this.rows = rows;
        this.shape = rows.shape();
        this.prior = prior;
        this.evaluated = evaluated;
    }

    /**
     * Of these rows.
     *
     * @param prior of the head's dimension
     */
    public static HeadDensity of(HeadRows rows, LogDensity prior) {
        if (prior.dimension() != rows.shape().dimension()) {
            throw new IllegalArgumentException("prior has dimension " + prior.dimension() + "; " + rows.shape()
                    + " needs " + rows.shape().dimension() + ". Maybe the features are of another network?");
        }
        return new HeadDensity(rows, prior, new LongAdder());
    }

    /** The same head under the same prior on other rows, whose evaluations count here, too. */
    HeadDensity on(HeadRows others) {
        return new HeadDensity(others, prior, evaluated);
    }

    /**
     * The baseline's own forecast has a density.
     *
     * @throws IllegalArgumentException when it has none, with its value
     */
    void requireDensity() {
        double[] value = new double[1];
        evaluate(new double[1][dimension()], value, new double[1][dimension()]);
        if (!Double.isFinite(value[0])) {
            throw new IllegalArgumentException("log density where all parameters are 0 is " + value[0]
                    + "; it must be finite. Maybe a target is infinite?");
        }
    }

    /** Counts evaluations of a row's likelihood that were done beside this density. */
    void count(long rowEvaluations) {
        evaluated.add(rowEvaluations);
    }

    public HeadShape shape() {
        return shape;
    }

    public HeadRows data() {
        return rows;
    }

    /** Point gradients so far in units of one over all rows, so that algorithms on batches and on the whole compare. */
    public double gradients() {
        return evaluated.doubleValue() / rows();
    }

    @Override
    public int dimension() {
        return prior.dimension();
    }

    @Override
    public int rows() {
        return rows.rows();
    }

    @Override
    public LogDensity prior() {
        return prior;
    }

    @Override
    public LogDensity likelihood(int[] picked) {
        if (picked.length == 0) {
            throw new IllegalArgumentException("rows are none; there must be at least one");
        }
        return new Sum(picked.clone(), (double) rows() / picked.length);
    }

    @Override
    public double[][] gaussNewton(double[] point) {
        double[][] sum = new double[dimension()][dimension()];
        for (int h = 0; h < shape.horizons(); h++) {
            HurdleStudentTRow likelihood = HurdleStudentTRow.of(point[shape.rawDf(h)]);
            for (int row = 0; row < rows(); row++) {
                addInformation(sum, information(likelihood, point, row, h), row, h);
            }
        }
        return sum;
    }

    /** @throws UnsupportedOperationException always: the degrees of freedom are no output of the features; {@link #givenDf} has factors */
    @Override
    public Kronecker kronecker(double[] point) {
        throw new UnsupportedOperationException(
                "degrees of freedom are no output of the features, so that the curvature has no Kronecker factors."
                        + " Maybe hold them with givenDf?");
    }

    /**
     * The same head with degrees of freedom held, so that all its parameters are outputs times features.
     *
     * @param rawDf {@code [horizons]}
     * @param priorSd of every weight and bias, above 0
     */
    public GivenDfDensity givenDf(double[] rawDf, double priorSd) {
        return new GivenDfDensity(this, rawDf, priorSd);
    }

    /** The information of one row's outputs and raw df; zeros where the target is missing. */
    double[][] information(HurdleStudentTRow likelihood, double[] point, int row, int horizon) {
        if (Double.isNaN(rows.targets()[row][horizon])) {
            return new double[HurdleStudentTRow.PARAMETERS][HurdleStudentTRow.PARAMETERS];
        }
        return likelihood.information(
                rows.baselines()[row][horizon], output(point, row, 0, horizon), output(point, row, 2, horizon));
    }

    private void addInformation(double[][] sum, double[][] information, int row, int horizon) {
        double[] x = rows.features()[row];
        for (int a = 0; a < 3; a++) {
            int atA = offset(a, horizon);
            for (int b = 0; b < 3; b++) {
                addOuter(sum, atA, offset(b, horizon), information[a][b], x);
            }
            double cross = information[a][3];
            for (int j = 0; j < x.length; j++) {
                sum[atA + j][shape.rawDf(horizon)] += cross * x[j];
                sum[shape.rawDf(horizon)][atA + j] += cross * x[j];
            }
        }
        sum[shape.rawDf(horizon)][shape.rawDf(horizon)] += information[3][3];
    }

    private static void addOuter(double[][] sum, int fromRow, int fromColumn, double weight, double[] x) {
        if (weight == 0) {
            return;
        }
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                sum[fromRow + i][fromColumn + j] += weight * x[i] * x[j];
            }
        }
    }

    private int offset(int output, int horizon) {
        return (output * shape.horizons() + horizon) * shape.width();
    }

    private double output(double[] point, int row, int output, int horizon) {
        double[] x = rows.features()[row];
        int at = offset(output, horizon);
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            sum += point[at + j] * x[j];
        }
        return sum;
    }

    private final class Sum implements LogDensity {

        private final int[] picked;
        private final double scale;

        Sum(int[] picked, double scale) {
            this.picked = picked;
            this.scale = scale;
        }

        @Override
        public int dimension() {
            return HeadDensity.this.dimension();
        }

        @Override
        public void evaluate(double[][] points, double[] values, double[][] gradients) {
            evaluated.add((long) points.length * picked.length);
            for (int p = 0; p < points.length; p++) {
                Arrays.fill(gradients[p], 0);
                double sum = 0;
                for (int h = 0; h < shape.horizons(); h++) {
                    sum += horizon(h, points[p], gradients[p]);
                }
                values[p] = scale * sum;
            }
        }

        private double horizon(int h, double[] point, double[] gradient) {
            HurdleStudentTRow likelihood = HurdleStudentTRow.of(point[shape.rawDf(h)]);
            double[] byOutput = new double[HurdleStudentTRow.PARAMETERS];
            double sum = 0;
            for (int row : picked) {
                sum += likelihood.evaluate(
                        rows.targets()[row][h],
                        rows.baselines()[row][h],
                        output(point, row, 0, h),
                        output(point, row, 1, h),
                        output(point, row, 2, h),
                        byOutput);
                add(row, h, byOutput, gradient);
            }
            return sum;
        }

        private void add(int row, int h, double[] byOutput, double[] gradient) {
            double[] x = rows.features()[row];
            for (int output = 0; output < 3; output++) {
                double factor = scale * byOutput[output];
                int at = offset(output, h);
                for (int j = 0; j < x.length; j++) {
                    gradient[at + j] += factor * x[j];
                }
            }
            gradient[shape.rawDf(h)] += scale * byOutput[3];
        }
    }
}
