package io.credence.bnn.distribution;

/** Tables of a mixture of standard t distributions: its upper tail, and its upper partial expectation. */
final class TailTables {

    private static final GaussLegendre RULE = GaussLegendre.of(5);

    private final StudentT[] components;
    private final double[] weights;
    private final int last;

    TailTables(StudentT[] components, double[] weights) {
        this.components = components;
        this.weights = weights;
        this.last = lastKnot();
    }

    /** The tail at the last knot by the incomplete beta function, then inward by quadrature of the density. */
    TailTable survival() {
        double[] values = new double[last + 1];
        double[] slopes = new double[last + 1];
        double[] curvatures = new double[last + 1];
        values[last] = exactSurvival(TailTable.knot(last));
        for (int i = last; i >= 0; i--) {
            double z = TailTable.knot(i);
            slopes[i] = -density(z);
            curvatures[i] = -densitySlope(z);
            if (i < last) {
                values[i] = values[i + 1] + mass(i);
            }
        }
        return new TailTable(values, slopes, curvatures, this::exactSurvival);
    }

    TailTable upperMoment() {
        double[] values = new double[last + 1];
        double[] slopes = new double[last + 1];
        double[] curvatures = new double[last + 1];
        for (int i = 0; i <= last; i++) {
            double z = TailTable.knot(i);
            values[i] = exactUpperMoment(z);
            slopes[i] = -z * density(z);
            curvatures[i] = -density(z) - z * densitySlope(z);
        }
        return new TailTable(values, slopes, curvatures, this::exactUpperMoment);
    }

    /** The last knot before which the tail falls slowly enough for quintics; it falls faster the farther out. */
    private int lastKnot() {
        int low = 1;
        int high = TailTable.INTERVALS - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            double z = TailTable.knot(middle);
            double fall = density(z) / exactSurvival(z) * TailTable.spacing(middle);
            if (fall <= TailTable.STEEPEST) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private double mass(int interval) {
        double sum = 0;
        for (int k = 0; k < RULE.size(); k++) {
            double at = interval + RULE.node(k);
            sum += RULE.weight(k) * density(TailTable.knot(at)) * TailTable.spacing(at);
        }
        return sum;
    }

    private double density(double z) {
        double sum = 0;
        for (int i = 0; i < components.length; i++) {
            sum += weights[i] * components[i].density(z);
        }
        return sum;
    }

    private double densitySlope(double z) {
        double sum = 0;
        for (int i = 0; i < components.length; i++) {
            sum += weights[i] * components[i].densitySlope(z);
        }
        return sum;
    }

    private double exactSurvival(double z) {
        double sum = 0;
        for (int i = 0; i < components.length; i++) {
            sum += weights[i] * components[i].survival(z);
        }
        return sum;
    }

    private double exactUpperMoment(double z) {
        double sum = 0;
        for (int i = 0; i < components.length; i++) {
            sum += weights[i] * components[i].upperMoment(z);
        }
        return sum;
    }
}
