package io.credence.forecasting.bench.worlds;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** What one model did on some paths of one world. */
record Tally(List<Trial.Found> paths) {

    static final List<String> COLUMNS = List.of(
            "world",
            "model",
            "rmse log var",
            "rmse log es",
            "bias log var",
            "bias log es",
            "var covered",
            "se",
            "es covered",
            "es se",
            "var covered, state",
            "es covered, state");

    static Tally of(List<Trial.Found> paths) {
        return new Tally(List.copyOf(paths));
    }

    boolean hasIntervals() {
        return paths.stream().allMatch(found -> found.covered().length > 0);
    }

    /**
     * A row of {@link #COLUMNS}.
     *
     * @param wide where coverage is from
     */
    Object[] row(String world, String model, Tally wide) {
        DoubleStream numbers = DoubleStream.of(
                Math.sqrt(mean(share(Trial.Found::squares, 0))),
                Math.sqrt(mean(share(Trial.Found::squares, 1))),
                mean(share(Trial.Found::bias, 0)),
                mean(share(Trial.Found::bias, 1)),
                wide.coverage(0),
                wide.standardError(0),
                wide.coverage(1),
                wide.standardError(1),
                wide.coverage(2),
                wide.coverage(3));
        return Stream.concat(Stream.of(world, model), numbers.boxed()).toArray();
    }

    private double coverage(int figure) {
        return hasIntervals() ? mean(share(Trial.Found::covered, figure)) : Double.NaN;
    }

    /** Days of one path share its parameters' errors: paths are what is independent. */
    private double standardError(int figure) {
        if (!hasIntervals()) {
            return Double.NaN;
        }
        double[] shares = share(Trial.Found::covered, figure);
        double mean = mean(shares);
        double squares =
                Arrays.stream(shares).map(each -> (each - mean) * (each - mean)).sum();
        return Math.sqrt(squares / (shares.length - 1) / shares.length);
    }

    private interface Sums {
        double[] of(Trial.Found found);
    }

    /** Per path the mean over days. */
    private double[] share(Sums sums, int figure) {
        return paths.stream()
                .mapToDouble(found -> sums.of(found)[figure] / found.days())
                .toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }
}
