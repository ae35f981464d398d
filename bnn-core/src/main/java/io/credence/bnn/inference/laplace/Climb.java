package io.credence.bnn.inference.laplace;

import io.credence.bnn.density.LogDensity;

/**
 * A point on the way to a maximum, with the optimiser's memory.
 *
 * @param memory rows of the optimiser's own, {@code [rows][dimension]}
 * @param used rows of the memory that hold something
 * @param gradients point gradients that led here from the point before
 */
record Climb(double[] point, double value, double[] gradient, double[][] memory, int used, long gradients) {

    /** @throws IllegalArgumentException when there is no finite density with a finite gradient at the point */
    static Climb from(LogDensity target, double[] point, int memory) {
        double[] gradient = new double[point.length];
        double value = target.evaluate(point, gradient);
        Climb start = new Climb(point, value, gradient, new double[memory][point.length], 0, 1);
        if (!start.finite()) {
            throw new IllegalArgumentException("log density is " + value + " at the start, with a gradient of length "
                    + Math.sqrt(square(gradient)) + "; both must be finite. Maybe the data hold NaN?");
        }
        return start;
    }

    Climb to(double[] next, double value, double[] gradient, double[][] memory, int used, long gradients) {
        return new Climb(next, value, gradient, memory, used, gradients);
    }

    boolean finite() {
        return Double.isFinite(value) && Double.isFinite(square(gradient));
    }

    static double square(double[] vector) {
        double sum = 0;
        for (double v : vector) {
            sum += v * v;
        }
        return sum;
    }
}
