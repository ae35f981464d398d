package io.credence.bnn.explanation;

/** Arithmetic of points, {@code [rows][inputs]}. */
final class Points {

    private Points() {}

    static double[][] moved(double[][] points, double factor, double[] by) {
        double[][] moved = new double[points.length][by.length];
        for (int row = 0; row < points.length; row++) {
            for (int i = 0; i < by.length; i++) {
                moved[row][i] = points[row][i] + factor * by[i];
            }
        }
        return moved;
    }

    /** At that share of the way from the start. */
    static double[][] between(double[] start, double[][] points, double share) {
        double[][] between = new double[points.length][start.length];
        for (int row = 0; row < points.length; row++) {
            for (int i = 0; i < start.length; i++) {
                between[row][i] = start[i] + share * (points[row][i] - start[i]);
            }
        }
        return between;
    }

    static void addTo(double[][] sum, double factor, double[][] other) {
        for (int row = 0; row < sum.length; row++) {
            for (int i = 0; i < sum[row].length; i++) {
                sum[row][i] += factor * other[row][i];
            }
        }
    }

    static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }
}
