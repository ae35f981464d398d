package io.credence.bnn.bench.vdp;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * One-way analysis of variance: whether any method's mean differs from the others'.
 *
 * @param f the variance between methods over that within
 * @param p the probability of as much or more when none differs; NaN of a single seed
 */
record Anova(double f, double p) {

    /** Of a figure of each method, at least two, over the same number of seeds. */
    static Anova of(List<Sample> methods) {
        int groups = methods.size();
        int seeds = methods.getFirst().values().length;
        double grand = methods.stream().mapToDouble(Sample::mean).average().orElseThrow();
        double between = methods.stream()
                        .mapToDouble(m -> seeds * (m.mean() - grand) * (m.mean() - grand))
                        .sum()
                / (groups - 1);
        int free = groups * (seeds - 1);
        double within = methods.stream().mapToDouble(Anova::squares).sum() / free;
        double f = between / within;
        double p = seeds < 2
                ? Double.NaN
                : RegularizedBeta.value(free / (free + (groups - 1) * f), 0.5 * free, 0.5 * (groups - 1));
        return new Anova(f, p);
    }

    private static double squares(Sample sample) {
        return Arrays.stream(sample.values())
                .map(v -> (v - sample.mean()) * (v - sample.mean()))
                .sum();
    }
}
