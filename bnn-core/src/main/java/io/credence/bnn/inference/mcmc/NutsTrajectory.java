package io.credence.bnn.inference.mcmc;

import io.credence.bnn.linalg.Matrices;
import org.apache.commons.rng.UniformRandomProvider;

/** A trajectory that doubles, forward or back in time, until it turns. */
final class NutsTrajectory implements Trajectory {

    private final Metric metric;
    private final double step;
    private final int mostDoublings;
    private final UniformRandomProvider random;
    private final double startEnergy;
    private final double[] momentumSum;

    private Phase earliest;
    private Phase latest;
    private Phase sample;
    private double logWeight;
    private int depth;
    private boolean forward;
    private Subtree subtree;
    private Leap leap;
    private boolean done;
    private boolean divergent;
    private double acceptances;
    private int leaves;

    NutsTrajectory(Phase start, double step, Metric metric, int mostDoublings, UniformRandomProvider random) {
        this.metric = metric;
        this.step = step;
        this.mostDoublings = mostDoublings;
        this.random = random;
        this.startEnergy = start.energy(metric);
        this.momentumSum = start.momentum().clone();
        this.earliest = start;
        this.latest = start;
        this.sample = start;
        this.forward = random.nextBoolean();
        this.subtree = new Subtree(0, momentumSum.length);
        this.leap = leapFrom(start);
    }

    @Override
    public boolean done() {
        return done;
    }

    @Override
    public double[] wants() {
        return leap.position();
    }

    @Override
    public void take(double value, double[] gradient) {
        Phase leaf = leap.land(value, gradient);
        double weight = startEnergy - leaf.energy(metric);
        leaves++;
        if (!(weight > -DIVERGENCE)) {
            divergent = true;
            done = true;
            return;
        }
        acceptances += Math.min(1, Math.exp(weight));
        subtree.add(leaf, weight, metric, random);
        if (subtree.turning()) {
            done = true;
        } else if (subtree.complete()) {
            join();
        } else {
            leap = leapFrom(leaf);
        }
    }

    /** The new half's sample replaces the old with {@code min(1, ratio of weights)}, which favours far points. */
    private void join() {
        if (Math.log(1 - random.nextDouble()) < subtree.logWeight() - logWeight) {
            sample = subtree.sample();
        }
        logWeight = Subtree.logSum(logWeight, subtree.logWeight());
        Matrices.axpy(1, subtree.momentumSum(), momentumSum);
        earliest = forward ? earliest : subtree.last();
        latest = forward ? subtree.last() : latest;
        depth++;
        done = depth == mostDoublings || Subtree.turns(earliest.momentum(), latest.momentum(), momentumSum, metric);
        if (!done) {
            forward = random.nextBoolean();
            subtree = new Subtree(depth, momentumSum.length);
            leap = leapFrom(forward ? latest : earliest);
        }
    }

    private Leap leapFrom(Phase phase) {
        return Leap.from(phase, forward ? step : -step, metric);
    }

    @Override
    public Phase chosen() {
        return sample;
    }

    @Override
    public double acceptance() {
        return acceptances / leaves;
    }

    @Override
    public boolean divergent() {
        return divergent;
    }
}
