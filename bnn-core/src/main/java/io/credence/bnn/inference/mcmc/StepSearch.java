package io.credence.bnn.inference.mcmc;

import io.credence.bnn.density.LogDensity;
import io.credence.bnn.random.Key;

/**
 * Finds a step size of the right order: doubles or halves it until one leap's acceptance, a mean over chains, crosses 0.8 (Hoffman
 * and Gelman 2014, algorithm 4).
 */
final class StepSearch {

    private static final double THRESHOLD = 0.8;
    private static final int MOST = 60;

    private final LogDensity target;
    private final Metric metric;
    private final Phase[] starts;
    private long evaluated;

    StepSearch(LogDensity target, Chains.Places places, Metric metric, Key key) {
        this.target = target;
        this.metric = metric;
        this.starts = new Phase[places.chains()];
        for (int chain = 0; chain < starts.length; chain++) {
            double[] noise = HamiltonianSampler.noise(
                    target.dimension(), key.child(chain).generator());
            starts[chain] = places.phase(chain, metric.momentum(noise));
        }
    }

    double from(double first) {
        double step = first;
        boolean grows = acceptance(step) > THRESHOLD;
        for (int i = 0; i < MOST; i++) {
            double next = grows ? 2 * step : 0.5 * step;
            if (acceptance(next) > THRESHOLD != grows) {
                return grows ? step : next;
            }
            step = next;
        }
        return step;
    }

    long evaluated() {
        return evaluated;
    }

    private double acceptance(double step) {
        double[][] points = new double[starts.length][];
        Leap[] leaps = new Leap[starts.length];
        for (int i = 0; i < starts.length; i++) {
            leaps[i] = Leap.from(starts[i], step, metric);
            points[i] = leaps[i].position();
        }
        double[] values = new double[starts.length];
        double[][] gradients = new double[starts.length][target.dimension()];
        target.evaluate(points, values, gradients);
        evaluated += starts.length;
        double sum = 0;
        for (int i = 0; i < starts.length; i++) {
            double gain = starts[i].energy(metric)
                    - leaps[i].land(values[i], gradients[i]).energy(metric);
            sum += Double.isNaN(gain) ? 0 : Math.min(1, Math.exp(gain));
        }
        return sum / starts.length;
    }
}
