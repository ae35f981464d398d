package io.credence.forecasting.model.optimisation;

/**
 * A quasi-Newton minimiser within bounds: each step goes to the minimum of the quadratic model within them, with the BFGS
 * update as Powell damps it (1978) and Armijo's rule. A coordinate whose bounds are equal is
 * fixed.
 *
 * <p>It stops when the model promises a gain under the tolerance, which inside the bounds is the Newton decrement g' B^-1 g / 2: in a mean log
 * likelihood of n rows, a decrement d leaves every parameter within sqrt(2 n d) standard errors of the optimum.
 */
public final class BoxBfgs {

    private static final int MOST_ITERATIONS = 200;
    private static final int MOST_HALVINGS = 40;
    private static final double SUFFICIENT = 1e-4;

    private final Objective objective;
    private final double[] lower;
    private final double[] upper;
    private final double tolerance;
    private int evaluations;

    private BoxBfgs(Objective objective, double[] lower, double[] upper, double tolerance) {
        this.objective = objective;
        this.lower = lower;
        this.upper = upper;
        this.tolerance = tolerance;
    }

    /**
     * Minimises.
     *
     * @param start is moved to the nearest point within the bounds
     * @param hessian a guess of the Hessian there, symmetric and positive semi-definite, as the mean outer product of scores
     * @param tolerance of the Newton decrement, in units of the objective
     * @throws IllegalArgumentException when the objective is not finite at the start
     */
    public static Optimum minimise(
            Objective objective, double[] lower, double[] upper, double[] start, double[][] hessian, double tolerance) {
        return new BoxBfgs(objective, lower, upper, tolerance).run(start, hessian);
    }

    private Optimum run(double[] start, double[][] guess) {
        Point point = at(projected(start, start, 0));
        if (!Double.isFinite(point.value)) {
            throw new IllegalArgumentException(
                    "objective is " + point.value + " at the start; it must be finite. Maybe choose another start.");
        }
        double[][] hessian = copy(guess);
        boolean fresh = true;
        double decrement = Double.POSITIVE_INFINITY;
        for (int i = 0; i < MOST_ITERATIONS; i++) {
            double[] step = step(hessian, point);
            decrement = -dot(point.gradient, step) - 0.5 * dot(step, times(hessian, step));
            if (decrement <= tolerance) {
                return new Optimum(point.x, point.value, decrement, evaluations, true);
            }
            Point next = search(point, step);
            if (next == point) {
                if (fresh) {
                    break;
                }
                hessian = copy(guess);
                fresh = true;
                continue;
            }
            update(hessian, point, next);
            fresh = false;
            point = next;
        }
        // Rounding may hide a gain this small from the line search.
        boolean flat = decrement <= 1e-12 * (1 + Math.abs(point.value));
        return new Optimum(point.x, point.value, decrement, evaluations, flat);
    }

    private record Point(double[] x, double value, double[] gradient) {}

    private Point at(double[] x) {
        double[] gradient = new double[x.length];
        evaluations++;
        return new Point(x, objective.evaluate(x, gradient), gradient);
    }

    /** The first point along the projected step that falls enough, or the same point where there is none. */
    private Point search(Point from, double[] step) {
        double length = 1;
        for (int i = 0; i < MOST_HALVINGS; i++) {
            Point next = at(projected(from.x, step, length));
            double expected = dot(from.gradient, difference(next.x, from.x));
            if (next.value <= from.value + SUFFICIENT * expected && expected < 0) {
                return next;
            }
            length *= shrink(from, next, expected);
        }
        return from;
    }

    /** The minimum of the parabola through both values and the slope, kept between a tenth and a half. */
    private static double shrink(Point from, Point next, double slope) {
        double curvature = next.value - from.value - slope;
        return Double.isFinite(next.value) && curvature > 0 ? Math.clamp(-slope / (2 * curvature), 0.1, 0.5) : 0.1;
    }

    /**
     * The minimum of the quadratic model within the bounds, so that a straight line leads to it: coordinates that would leave
     * are set on their bound and the others solved again, which finds it but for rare corners.
     */
    private double[] step(double[][] hessian, Point point) {
        boolean[] free = free(point);
        double[] fixed = new double[free.length];
        while (true) {
            double[] target = negative(point.gradient);
            double[] pull = times(hessian, fixed);
            for (int i = 0; i < target.length; i++) {
                target[i] -= pull[i];
            }
            double[] step = SmallMatrix.solve(hessian, target, free);
            boolean inside = true;
            for (int i = 0; i < step.length; i++) {
                if (free[i]) {
                    double end = Math.clamp(point.x[i] + step[i], lower[i], upper[i]);
                    if (end != point.x[i] + step[i]) {
                        fixed[i] = end - point.x[i];
                        free[i] = false;
                        inside = false;
                    }
                }
            }
            if (inside) {
                for (int i = 0; i < step.length; i++) {
                    step[i] += fixed[i];
                }
                return step;
            }
        }
    }

    private boolean[] free(Point point) {
        boolean[] free = new boolean[point.x.length];
        for (int i = 0; i < free.length; i++) {
            boolean heldBelow = point.x[i] <= lower[i] && point.gradient[i] >= 0;
            boolean heldAbove = point.x[i] >= upper[i] && point.gradient[i] <= 0;
            free[i] = !heldBelow && !heldAbove && lower[i] < upper[i];
        }
        return free;
    }

    private double[] projected(double[] x, double[] step, double length) {
        double[] moved = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double target = length == 0 ? x[i] : x[i] + length * step[i];
            moved[i] = Math.clamp(target, lower[i], upper[i]);
        }
        return moved;
    }

    private static void update(double[][] hessian, Point from, Point to) {
        double[] s = difference(to.x, from.x);
        double[] y = difference(to.gradient, from.gradient);
        double[] product = times(hessian, s);
        double curvature = dot(s, product);
        double slope = dot(s, y);
        if (!(curvature > 0)) {
            return;
        }
        if (slope < 0.2 * curvature) {
            double share = 0.8 * curvature / (curvature - slope);
            for (int i = 0; i < y.length; i++) {
                y[i] = share * y[i] + (1 - share) * product[i];
            }
            slope = dot(s, y);
        }
        for (int i = 0; i < s.length; i++) {
            for (int j = 0; j < s.length; j++) {
                hessian[i][j] += y[i] * y[j] / slope - product[i] * product[j] / curvature;
            }
        }
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] product = new double[vector.length];
        for (int i = 0; i < product.length; i++) {
            product[i] = dot(matrix[i], vector);
        }
        return product;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double[] difference(double[] a, double[] b) {
        double[] difference = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            difference[i] = a[i] - b[i];
        }
        return difference;
    }

    private static double[] negative(double[] a) {
        double[] negative = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            negative[i] = -a[i];
        }
        return negative;
    }

    private static double[][] copy(double[][] matrix) {
        double[][] copy = new double[matrix.length][];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = matrix[i].clone();
        }
        return copy;
    }
}
