package io.credence.bnn.bench.vdp;

import io.credence.bnn.bench.Report;
import io.credence.bnn.compression.CompactNetwork;
import io.credence.bnn.inference.moment.MomentForecast;
import io.credence.bnn.inference.moment.MomentPredictor;
import io.credence.bnn.inference.moment.Pruning;
import io.credence.bnn.inference.moment.TrainedWeights;
import io.credence.bnn.inference.moment.WindowData;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a pruned network weighs and takes when what was pruned is left out, beside the same network under a mask; of the first training. */
record CompactTable(Map<Method, Fit[]> fits, WindowData later) {

    private static final double[] SPARSITIES = {0, 0.5, 0.75, 0.9, 0.95, 0.99};

    void add(Report report) {
        Report table = report.table(
                "compact",
                "method",
                "sparsity",
                "units",
                "weights",
                "bytes_masked",
                "bytes",
                "predict_us_masked",
                "predict_us",
                "largest_difference");
        for (Method method : List.of(Method.DET, Method.VDP_PLUS_PLUS)) {
            for (double sparsity : SPARSITIES) {
                row(table, method, sparsity);
            }
        }
        report.note(
                "compact: pruned by magnitude, exported without what was pruned; of a mean or variance of a forecast"
                        + " the largest difference from the masked network on " + later.rows() + " windows.");
    }

    private void row(Report table, Method method, double sparsity) {
        Fit fit = Objects.requireNonNull(fits.get(method))[0];
        TrainedWeights masked = Pruning.MAGNITUDE.of(fit.weights(), sparsity);
        CompactNetwork compact = CompactNetwork.of(masked);
        MomentPredictor predictor = MomentPredictor.of(masked, method.carried);
        int numbers = masked.means().length * (method.carried.bayesian() ? 2 : 1);
        table.row(
                method.label(),
                sparsity,
                compact.units().toString(),
                compact.weights(),
                Float.BYTES * numbers,
                compact.encode().length,
                micros(() -> predictor.predict(later)),
                micros(() -> compact.predict(later)),
                difference(predictor.predict(later), compact.predict(later)));
    }

    /** A row's, the median of eleven after as many that are forgotten. */
    private double micros(Runnable work) {
        double[] each = new double[22];
        for (int i = 0; i < each.length; i++) {
            long start = Fit.cpuNanos();
            work.run();
            each[i] = (Fit.cpuNanos() - start) / 1e3 / later.rows();
        }
        return Arrays.stream(each).skip(11).sorted().skip(5).findFirst().orElseThrow();
    }

    private static double difference(MomentForecast[] a, MomentForecast[] b) {
        double largest = 0;
        for (int row = 0; row < a.length; row++) {
            largest = Math.max(largest, Math.abs(a[row].mean() - b[row].mean()));
            largest = Math.max(largest, Math.abs(a[row].variance() - b[row].variance()));
            largest = Math.max(largest, Math.abs(a[row].logScale() - b[row].logScale()));
            largest = Math.max(largest, Math.abs(a[row].logScaleVariance() - b[row].logScaleVariance()));
        }
        return largest;
    }
}
