package io.credence.bnn.inference.laplace;

import io.credence.bnn.density.LogDensity;
import io.credence.bnn.linalg.Matrices;

/**
 * L-BFGS with backtracking until the density has risen enough (Nocedal and Wright 2006, algorithms 7.4 and 3.1). Where no step
 * rises, the point stays: it is the maximum as far as doubles can tell.
 *
 * @param pairs differences of points and gradients that are remembered, at least 1
 */
public record LimitedMemoryBfgs(int pairs) implements Optimiser {

    private static final double ENOUGH = 1e-4;
    private static final int MOST_HALVINGS = 40;

    public LimitedMemoryBfgs {
        if (pairs < 1) {
            throw new IllegalArgumentException("pairs are " + pairs + "; there must be at least 1");
        }
    }

    @Override
    public int memory() {
        return 2 * pairs;
    }

    @Override
    public Climb step(LogDensity target, Climb climb, long number) {
        double[] direction = direction(climb);
        double slope = Matrices.dot(direction, climb.gradient());
        if (!(slope > 0)) {
            direction = climb.gradient().clone();
            slope = Climb.square(direction);
        }
        // without curvature the first step has length 1 at most
        double size = climb.used() == 0 ? Math.min(1, 1 / Math.sqrt(Math.max(slope, 1e-300))) : 1;
        for (int tried = 1; tried <= MOST_HALVINGS; tried++, size /= 2) {
            Climb next = at(target, climb, direction, size, tried);
            if (next.finite() && next.value() > climb.value() + ENOUGH * size * slope) {
                return next;
            }
        }
        return climb.to(climb.point(), climb.value(), climb.gradient(), climb.memory(), climb.used(), MOST_HALVINGS);
    }

    private Climb at(LogDensity target, Climb climb, double[] direction, double size, int tried) {
        double[] point = climb.point().clone();
        Matrices.axpy(size, direction, point);
        double[] gradient = new double[point.length];
        double value = target.evaluate(point, gradient);
        double[][] memory = Matrices.copy(climb.memory());
        int used = remember(memory, climb, point, gradient);
        return climb.to(point, value, gradient, memory, used, tried);
    }

    /** Newest pair first: rows 2k hold differences of points, rows 2k + 1 of minus the gradients. */
    private int remember(double[][] memory, Climb climb, double[] point, double[] gradient) {
        double[] step = minus(point, climb.point());
        double[] change = minus(climb.gradient(), gradient);
        if (!(Matrices.dot(step, change) > 1e-12 * Climb.square(change))) {
            return climb.used();
        }
        System.arraycopy(climb.memory(), 0, memory, 2, memory.length - 2);
        memory[0] = step;
        memory[1] = change;
        return Math.min(climb.used() + 2, memory.length);
    }

    /** The two-loop recursion. */
    private static double[] direction(Climb climb) {
        double[][] memory = climb.memory();
        double[] direction = climb.gradient().clone();
        double[] weight = new double[climb.used()];
        for (int k = 0; k < climb.used(); k += 2) {
            weight[k] = Matrices.dot(memory[k], direction) / Matrices.dot(memory[k], memory[k + 1]);
            Matrices.axpy(-weight[k], memory[k + 1], direction);
        }
        if (climb.used() > 0) {
            scale(direction, Matrices.dot(memory[0], memory[1]) / Climb.square(memory[1]));
        }
        for (int k = climb.used() - 2; k >= 0; k -= 2) {
            double back = Matrices.dot(memory[k + 1], direction) / Matrices.dot(memory[k], memory[k + 1]);
            Matrices.axpy(weight[k] - back, memory[k], direction);
        }
        return direction;
    }

    private static void scale(double[] vector, double factor) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= factor;
        }
    }

    private static double[] minus(double[] a, double[] b) {
        double[] difference = a.clone();
        Matrices.axpy(-1, b, difference);
        return difference;
    }
}
