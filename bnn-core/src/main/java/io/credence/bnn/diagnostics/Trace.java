package io.credence.bnn.diagnostics;

import io.credence.bnn.inference.Info;
import io.credence.bnn.posterior.StoredDraws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * One figure over an algorithm's steps, as data: an evidence lower bound, an acceptance, a parameter's draws.
 *
 * @param name of the figure
 * @param steps ascending
 * @param values one for each step; NaN where the figure was not reported
 */
public record Trace(String name, double[] steps, double[] values) {

    public Trace {
        if (steps.length != values.length || steps.length == 0) {
            throw new IllegalArgumentException("trace " + name + " has " + steps.length + " steps and " + values.length
                    + " values; it needs as many of both, and at least one");
        }
    }

    /** The objective and every other figure that any step reported. */
    public static List<Trace> of(List<Info> infos) {
        double[] steps = infos.stream().mapToDouble(Info::step).toArray();
        List<Trace> traces = new ArrayList<>();
        traces.add(new Trace(
                "objective", steps, infos.stream().mapToDouble(Info::objective).toArray()));
        TreeSet<String> names = new TreeSet<>();
        infos.forEach(info -> names.addAll(info.figures().keySet()));
        for (String name : names) {
            double[] values = infos.stream()
                    .mapToDouble(info -> info.figures().getOrDefault(name, Double.NaN))
                    .toArray();
            traces.add(new Trace(name, steps, values));
        }
        return traces;
    }

    /** One parameter's draws, a trace for each chain. */
    public static List<Trace> of(StoredDraws draws, int parameter) {
        double[][] chains = draws.parameter(parameter);
        double[] steps =
                IntStream.rangeClosed(1, draws.drawsPerChain()).asDoubleStream().toArray();
        return IntStream.range(0, chains.length)
                .mapToObj(chain -> new Trace("chain " + (chain + 1), steps, chains[chain]))
                .toList();
    }

    /** The smallest finite value, or NaN. */
    double least() {
        return Arrays.stream(values).filter(Double::isFinite).min().orElse(Double.NaN);
    }

    /** The largest finite value, or NaN. */
    double most() {
        return Arrays.stream(values).filter(Double::isFinite).max().orElse(Double.NaN);
    }
}
