package io.credence.bnn.distribution;

/** One standard Student-t with its upper tail tabled, for fast quantiles. */
public final class TabledT {

    private static final int ITERATIONS = 40;

    private final StudentT exact;
    private final TailTable survival;

    TabledT(StudentT exact) {
        this.exact = exact;
        this.survival = new TailTables(new StudentT[] {exact}, new double[] {1}).survival();
    }

    public double df() {
        return exact.df();
    }

    /**
     * The z above which lies p, by Newton's method on the tail's logarithm.
     *
     * @param p above 0, at most 1/2
     */
    public double upperQuantile(double p) {
        double z = survival.roughInverse(p);
        for (int i = 0; i < ITERATIONS; i++) {
            double tail = survival.value(z);
            double slope = survival.slope(z);
            double density = Double.isNaN(slope) ? exact.density(z) : -slope;
            double step = Math.log(tail / p) * tail / density;
            z = Math.max(0.5 * z, z + step);
            if (Math.abs(step) <= 1e-12 * (1 + z)) {
                break;
            }
        }
        return z;
    }

    /** The mean beyond the upper p-quantile. */
    public double upperTailMean(double p) {
        return exact.upperMoment(upperQuantile(p)) / p;
    }

    /** The probability of more than z. */
    public double survival(double z) {
        return z >= 0 ? survival.value(z) : 1 - survival.value(-z);
    }

    /** The integral of t f(t) over t above z. */
    public double upperMoment(double z) {
        return exact.upperMoment(z);
    }
}
