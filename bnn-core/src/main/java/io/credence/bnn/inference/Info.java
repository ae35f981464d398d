package io.credence.bnn.inference;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a reader may want to see of one step: named figures, the objective first.
 *
 * @param step done, from 1
 * @param objective what the algorithm makes large or follows: an evidence lower bound or a log density, in nats
 * @param gradients point gradients that the step evaluated, the unit in which algorithms are compared
 * @param figures others by name, such as {@code kl} in nats, {@code accept}, {@code divergent}
 */
public record Info(long step, double objective, long gradients, SortedMap<String, Double> figures) {

    public Info {
        figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
    }

    public static Info of(long step, double objective, long gradients) {
        return new Info(step, objective, gradients, new TreeMap<>());
    }

    public Info with(String name, double value) {
        SortedMap<String, Double> more = new TreeMap<>(figures);
        more.put(name, value);
        return new Info(step, objective, gradients, more);
    }
}
