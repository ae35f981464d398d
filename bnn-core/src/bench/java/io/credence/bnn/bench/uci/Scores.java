package io.credence.bnn.bench.uci;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One method on one split's test part.
 *
 * @param rmse in the target's unit
 * @param nll in nats per row, of the target in its own unit
 * @param trainSeconds choosing and fitting
 * @param predictMillis the whole test part
 */
record Scores(double rmse, double nll, double trainSeconds, double predictMillis) {

    static double mean(List<Scores> all, ToDoubleFunction<Scores> figure) {
        return all.stream().mapToDouble(figure).average().orElseThrow();
    }

    /** The standard error of the mean over splits; NaN of one. */
    static double error(List<Scores> all, ToDoubleFunction<Scores> figure) {
        double mean = mean(all, figure);
        double squares = all.stream()
                .mapToDouble(figure)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return Math.sqrt(squares / (all.size() - 1) / all.size());
    }
}
