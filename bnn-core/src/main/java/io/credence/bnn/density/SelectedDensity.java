package io.credence.bnn.density;

import java.util.Arrays;

/**
 * Some parameters of a target, the others held where they were trained: selective Bayesian layers. Kristiadi, Hein and Hennig (2020),
 * "Being Bayesian, Even Just a Bit, Fixes Overconfidence in ReLU Networks", show what the last layer alone buys.
 */
public final class SelectedDensity implements DataDensity {

    private final DataDensity whole;
    private final double[] held;
    private final int from;
    private final int to;

    private SelectedDensity(DataDensity whole, double[] held, int from, int to) {
        this.whole = whole;
        this.held = held;
        this.from = from;
        this.to = to;
    }

    /**
     * Parameters [from, to) are free.
     *
     * @param held values of all, {@code [dimension of whole]}
     */
    public static SelectedDensity of(DataDensity whole, double[] held, int from, int to) {
        if (held.length != whole.dimension() || from < 0 || to > held.length || from >= to) {
            throw new IllegalArgumentException("parameters " + from + " to " + to + " of " + held.length
                    + " were selected; the target has " + whole.dimension() + ", of which at least one must be free");
        }
        return new SelectedDensity(whole, held.clone(), from, to);
    }

    /** A point of the whole. */
    public double[] complete(double[] point) {
        double[] complete = held.clone();
        System.arraycopy(point, 0, complete, from, to - from);
        return complete;
    }

    @Override
    public int dimension() {
        return to - from;
    }

    @Override
    public int rows() {
        return whole.rows();
    }

    @Override
    public LogDensity prior() {
        return new Part(whole.prior());
    }

    @Override
    public LogDensity likelihood(int[] rows) {
        return new Part(whole.likelihood(rows));
    }

    @Override
    public void evaluate(double[][] points, double[] values, double[][] gradients) {
        new Part(whole).evaluate(points, values, gradients);
    }

    private final class Part implements LogDensity {

        private final LogDensity complete;

        Part(LogDensity complete) {
            this.complete = complete;
        }

        @Override
        public int dimension() {
            return to - from;
        }

        @Override
        public void evaluate(double[][] points, double[] values, double[][] gradients) {
            double[][] all =
                    Arrays.stream(points).map(SelectedDensity.this::complete).toArray(double[][]::new);
            double[][] scores = new double[points.length][held.length];
            complete.evaluate(all, values, scores);
            for (int p = 0; p < points.length; p++) {
                System.arraycopy(scores[p], from, gradients[p], 0, to - from);
            }
        }
    }
}
