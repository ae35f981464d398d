package io.credence.bnn.inference.vi;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A training run between two steps, in plain form: all that it takes to go on as though it had never stopped.
 *
 * @param facts step, place in the epoch, state of the random numbers, and what the run was begun with
 * @param arrays parameters, their average, the optimiser's moments, the recurrent state; not changed after
 */
public record TrainingState(SortedMap<String, String> facts, SortedMap<String, float[]> arrays) {

    public TrainingState {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        arrays = Collections.unmodifiableSortedMap(new TreeMap<>(arrays));
    }

    /** The steps that were done. */
    public int step() {
        return number("step");
    }

    String fact(String name) {
        String fact = facts.get(name);
        if (fact == null) {
            throw new IllegalArgumentException(
                    "training state lacks " + name + "; it has " + facts.keySet() + ". Maybe it is no training's?");
        }
        return fact;
    }

    int number(String name) {
        try {
            return Integer.parseUnsignedInt(fact(name));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    "training state has " + name + " \"" + fact(name) + "\"; it must be a whole number", notANumber);
        }
    }

    float[] array(String name, int length) {
        float[] array = arrays.get(name);
        if (array == null || array.length != length) {
            throw new IllegalArgumentException("training state has " + name + " of length "
                    + (array == null ? "none" : array.length) + "; this network needs " + length
                    + ". Maybe it is another network's?");
        }
        return array;
    }

    /** Refuses a state of a run that was begun with something else. */
    void require(String name, String expected) {
        if (!fact(name).equals(expected)) {
            throw new IllegalArgumentException("training state is of a run with " + name + " " + fact(name)
                    + "; this one has " + expected + ". Maybe it is another network's, or options were changed?");
        }
    }
}
