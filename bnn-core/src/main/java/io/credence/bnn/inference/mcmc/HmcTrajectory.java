package io.credence.bnn.inference.mcmc;

import org.apache.commons.rng.UniformRandomProvider;

/** A trajectory of a given number of steps, whose end is accepted or not. */
final class HmcTrajectory implements Trajectory {

    private final Metric metric;
    private final UniformRandomProvider random;
    private final Phase start;
    private int left;
    private Leap leap;
    private Phase chosen;
    private double acceptance;
    private boolean divergent;

    HmcTrajectory(Phase start, double step, Metric metric, int leaps, UniformRandomProvider random) {
        this.metric = metric;
        this.random = random;
        this.start = start;
        this.left = leaps;
        this.leap = Leap.from(start, step, metric);
        this.chosen = start;
    }

    @Override
    public boolean done() {
        return left == 0;
    }

    @Override
    public double[] wants() {
        return leap.position();
    }

    @Override
    public void take(double value, double[] gradient) {
        Phase landed = leap.land(value, gradient);
        double gain = start.energy(metric) - landed.energy(metric);
        divergent = !(gain > -DIVERGENCE);
        left = divergent ? 0 : left - 1;
        if (left > 0) {
            leap = Leap.from(landed, leap.size(), metric);
        } else if (!divergent) {
            acceptance = Math.min(1, Math.exp(gain));
            chosen = random.nextDouble() < acceptance ? landed : start;
        }
    }

    @Override
    public Phase chosen() {
        return chosen;
    }

    @Override
    public double acceptance() {
        return acceptance;
    }

    @Override
    public boolean divergent() {
        return divergent;
    }
}
