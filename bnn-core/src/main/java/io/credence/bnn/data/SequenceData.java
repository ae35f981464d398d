package io.credence.bnn.data;

import io.credence.bnn.likelihood.Baseline;
import java.util.Arrays;

/**
 * One series to train on: at each step a row of features, and for each horizon a target (or none) with its baseline.
 *
 * <p>Features should have a standard deviation near 1: nothing rescales them. A target of exactly 0 counts as the atom.
 * Built once, then never changed.
 */
public final class SequenceData {

    private final int steps;
    private final int inputs;
    private final int horizons;
    private final int firstCounted;
    private final float[] features;
    private final float[] targets;
    private final float[] baselines;

    private SequenceData(Builder builder) {
        steps = builder.steps;
        inputs = builder.inputs;
        horizons = builder.horizons;
        firstCounted = builder.firstCounted;
        features = builder.features.clone();
        targets = builder.targets.clone();
        baselines = builder.baselines.clone();
    }

    /**
     * A series whose features are 0 and whose targets are all missing until set.
     *
     * @param steps rows in time, at least 1
     * @param inputs features per row, at least 1
     * @param horizons targets per row, at least 1
     */
    public static Builder builder(int steps, int inputs, int horizons) {
        return new Builder(steps, inputs, horizons);
    }

    public int steps() {
        return steps;
    }

    public int inputs() {
        return inputs;
    }

    public int horizons() {
        return horizons;
    }

    /** The first step whose targets count in the loss; steps before it only warm the recurrent state. */
    public int firstCounted() {
        return firstCounted;
    }

    /** How many targets count in the loss. */
    public int countedTargets() {
        int counted = 0;
        for (int i = firstCounted * horizons; i < targets.length; i++) {
            counted += Float.isNaN(targets[i]) ? 0 : 1;
        }
        return counted;
    }

    /** Copies the features of steps [from, to) into {@code into} at {@code offset}; {@code [to - from, inputs]}. */
    public void copyFeatures(int from, int to, float[] into, int offset) {
        System.arraycopy(features, from * inputs, into, offset, (to - from) * inputs);
    }

    /** The target, or NaN where it is missing or does not count. */
    public float target(int step, int horizon) {
        return step < firstCounted ? Float.NaN : targets[step * horizons + horizon];
    }

    /** A component of the baseline of one step and horizon, in the order of {@link Baseline}'s components. */
    public float baseline(int step, int horizon, int component) {
        return baselines[(step * horizons + horizon) * Baseline.SIZE + component];
    }

    /** Sets rows in any order. */
    public static final class Builder {

        private final int steps;
        private final int inputs;
        private final int horizons;
        private final float[] features;
        private final float[] targets;
        private final float[] baselines;
        private int firstCounted;

        private Builder(int steps, int inputs, int horizons) {
            if (steps < 1 || inputs < 1 || horizons < 1) {
                throw new IllegalArgumentException("series has " + steps + " steps, " + inputs + " inputs and "
                        + horizons + " horizons; each must be at least 1");
            }
            this.steps = steps;
            this.inputs = inputs;
            this.horizons = horizons;
            features = new float[Math.multiplyExact(steps, inputs)];
            targets = new float[Math.multiplyExact(steps, horizons)];
            baselines = new float[Math.multiplyExact(targets.length, Baseline.SIZE)];
            Arrays.fill(targets, Float.NaN);
            for (int i = 0; i < targets.length; i++) {
                put(i, Baseline.NONE);
            }
        }

        /**
         * Sets a step's features.
         *
         * @param row {@code [inputs]}, all finite
         */
        public Builder features(int step, float[] row) {
            if (row.length != inputs) {
                throw new IllegalArgumentException(
                        "step " + step + " has " + row.length + " features; the series has " + inputs + " inputs");
            }
            for (int i = 0; i < inputs; i++) {
                if (!Float.isFinite(row[i])) {
                    throw new IllegalArgumentException(
                            "feature " + i + " of step " + step + " is " + row[i]
                                    + "; it must be finite. Maybe a return over an empty bar, or a window that is not full yet?");
                }
            }
            System.arraycopy(row, 0, features, step * inputs, inputs);
            return this;
        }

        /**
         * Sets the target of one step and horizon. A target never set is missing and counts in no loss.
         *
         * @param target finite; exactly 0 is the atom
         */
        public Builder target(int step, int horizon, double target, Baseline baseline) {
            if (!Double.isFinite(target)) {
                throw new IllegalArgumentException("target of step " + step + ", horizon " + horizon + " is " + target
                        + "; it must be finite. Maybe it is not known yet? Leave such targets unset");
            }
            int index = step * horizons + horizon;
            targets[index] = (float) target;
            put(index, baseline);
            return this;
        }

        /** Leaves steps before this one out of the loss; 0 until set. */
        public Builder firstCounted(int step) {
            if (step < 0 || step > steps) {
                throw new IllegalArgumentException(
                        "first counted step is " + step + "; it must lie between 0 and " + steps);
            }
            firstCounted = step;
            return this;
        }

        public SequenceData build() {
            return new SequenceData(this);
        }

        private void put(int index, Baseline baseline) {
            int at = index * Baseline.SIZE;
            baselines[at] = (float) baseline.location();
            baselines[at + 1] = (float) baseline.locationScale();
            baselines[at + 2] = (float) baseline.logScale();
            baselines[at + 3] = (float) baseline.logit();
            baselines[at + 4] = (float) baseline.floor();
        }
    }
}
