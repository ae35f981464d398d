package io.credence.forecasting.model.volatility;

import io.credence.forecasting.model.optimisation.BoxBfgs;
import io.credence.forecasting.model.optimisation.Optimum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Maximum likelihood from several starts: all are evaluated, the best is followed, and the next best only where that did
 * not converge.
 */
final class Estimator {

    /** Of the Newton decrement of a mean log likelihood: leaves 1e-3 of a standard error at 10,000 rows. */
    private static final double TOLERANCE = 1e-11;

    private static final int MOST_RUNS = 3;

    private final Likelihood likelihood;
    private final double[] lower;
    private final double[] upper;

    Estimator(Recursion recursion, Innovation innovation, Likelihood likelihood) {
        this.likelihood = likelihood;
        lower = new double[likelihood.parameters()];
        upper = new double[likelihood.parameters()];
        lower[0] = -1;
        upper[0] = 1;
        recursion.bounds(likelihood.sample(), lower, upper);
        int shapes = innovation.names().size();
        System.arraycopy(innovation.lower(), 0, lower, lower.length - shapes, shapes);
        System.arraycopy(innovation.upper(), 0, upper, upper.length - shapes, shapes);
    }

    /** Of working parameters; equal bounds fix one. */
    double[] lower() {
        return lower.clone();
    }

    double[] upper() {
        return upper.clone();
    }

    /** The best optimum found, by working parameters. */
    Optimum run(List<double[]> starts) {
        List<Start> ranked = rank(starts);
        List<Optimum> found = new ArrayList<>();
        for (Start start : ranked.subList(0, Math.min(MOST_RUNS, ranked.size()))) {
            found.add(BoxBfgs.minimise(
                    likelihood::loss, lower, upper, start.x, likelihood.curvature(start.x), TOLERANCE));
            if (found.getLast().converged()) {
                break;
            }
        }
        return found.stream().min(Comparator.comparingDouble(Optimum::value)).orElseThrow();
    }

    private record Start(double[] x, double loss) {}

    private List<Start> rank(List<double[]> starts) {
        double[] gradient = new double[likelihood.parameters()];
        List<Start> ranked = starts.stream()
                .map(this::clamped)
                .map(x -> new Start(x, likelihood.loss(x, gradient)))
                .filter(start -> Double.isFinite(start.loss))
                .sorted(Comparator.comparingDouble(Start::loss))
                .toList();
        if (ranked.isEmpty()) {
            throw new IllegalArgumentException(
                    "likelihood of " + likelihood.sample().size()
                            + " returns is not finite at any start. Maybe one return is absurd: repair or drop it.");
        }
        return ranked;
    }

    private double[] clamped(double[] x) {
        double[] inside = new double[x.length];
        Arrays.setAll(inside, i -> Math.clamp(x[i], lower[i], upper[i]));
        return inside;
    }
}
