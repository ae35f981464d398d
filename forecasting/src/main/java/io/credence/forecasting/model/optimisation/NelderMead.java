package io.credence.forecasting.model.optimisation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.ToDoubleFunction;

/**
 * The simplex method of Nelder and Mead (1965), begun again from its own end until that gains nothing: for losses of a few
 * parameters that have kinks, as the tick loss. Infinite values are walls.
 */
public final class NelderMead {

    private static final int MOST_STEPS_A_DIMENSION = 250;
    private static final double TOLERANCE = 1e-10;

    private final ToDoubleFunction<double[]> loss;
    private final double[] scale;
    private int evaluations;

    private NelderMead(ToDoubleFunction<double[]> loss, double[] scale) {
        this.loss = loss;
        this.scale = scale;
    }

    /**
     * Minimises.
     *
     * @param start where the loss is finite
     * @param scale the first simplex's edges, positive
     * @param rounds how often to begin at most, at least 1; one alone never counts as converged
     */
    public static Optimum minimise(ToDoubleFunction<double[]> loss, double[] start, double[] scale, int rounds) {
        return new NelderMead(loss, scale).run(start, rounds);
    }

    private record Vertex(double[] x, double value) {}

    private Optimum run(double[] start, int rounds) {
        Vertex best = at(start.clone());
        for (int round = 0; round < rounds; round++) {
            // Shorter edges of the other sign, lest it walk the same way again.
            double shrink = Math.pow(-0.5, round);
            Vertex found = descend(best, shrink);
            double gain = best.value - found.value;
            best = found;
            if (round > 0 && gain <= 1e-8 * Math.abs(best.value)) {
                return new Optimum(best.x, best.value, gain, evaluations, true);
            }
        }
        return new Optimum(best.x, best.value, Double.NaN, evaluations, false);
    }

    private Vertex at(double[] x) {
        evaluations++;
        double value = loss.applyAsDouble(x);
        return new Vertex(x, Double.isNaN(value) ? Double.POSITIVE_INFINITY : value);
    }

    private Vertex descend(Vertex start, double shrink) {
        int n = scale.length;
        Vertex[] simplex = new Vertex[n + 1];
        simplex[0] = start;
        for (int i = 0; i < n; i++) {
            double[] x = start.x.clone();
            x[i] += shrink * scale[i];
            simplex[i + 1] = at(x);
        }
        for (int step = 0; step < MOST_STEPS_A_DIMENSION * n; step++) {
            Arrays.sort(simplex, Comparator.comparingDouble(Vertex::value));
            if (simplex[n].value - simplex[0].value <= TOLERANCE * Math.abs(simplex[0].value)) {
                break;
            }
            move(simplex);
        }
        Arrays.sort(simplex, Comparator.comparingDouble(Vertex::value));
        return simplex[0];
    }

    /** One step: the worst vertex is reflected, stretched or drawn in, or else all are drawn to the best. */
    private void move(Vertex[] simplex) {
        int n = scale.length;
        double[] centre = centre(simplex);
        Vertex worst = simplex[n];
        Vertex reflected = along(centre, worst, -1);
        if (reflected.value < simplex[0].value) {
            Vertex stretched = along(centre, worst, -2);
            simplex[n] = stretched.value < reflected.value ? stretched : reflected;
        } else if (reflected.value < simplex[n - 1].value) {
            simplex[n] = reflected;
        } else {
            Vertex drawn = along(centre, worst, reflected.value < worst.value ? -0.5 : 0.5);
            if (drawn.value < Math.min(reflected.value, worst.value)) {
                simplex[n] = drawn;
            } else {
                drawToBest(simplex);
            }
        }
    }

    private void drawToBest(Vertex[] simplex) {
        for (int i = 1; i < simplex.length; i++) {
            double[] x = simplex[i].x.clone();
            for (int j = 0; j < x.length; j++) {
                x[j] = 0.5 * (x[j] + simplex[0].x[j]);
            }
            simplex[i] = at(x);
        }
    }

    private Vertex along(double[] centre, Vertex worst, double share) {
        double[] x = new double[centre.length];
        for (int j = 0; j < x.length; j++) {
            x[j] = centre[j] + share * (worst.x[j] - centre[j]);
        }
        return at(x);
    }

    /** Of all but the worst. */
    private static double[] centre(Vertex[] simplex) {
        int n = simplex.length - 1;
        double[] centre = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                centre[j] += simplex[i].x[j] / n;
            }
        }
        return centre;
    }
}
