package io.credence.bnn.bench.vdp;

import io.credence.bnn.bench.LineChart;
import io.credence.bnn.bench.Report;
import io.credence.bnn.inference.moment.WindowData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The paper's figure 1, and what a forecast costs and scores. */
final class CostTable {

    private final Trained trained;
    private final WindowData later;

    CostTable(Trained trained, WindowData later) {
        this.trained = trained;
        this.later = later;
    }

    void report(Report report) {
        Report table = report.table(
                "costs",
                "method",
                "seconds_per_epoch",
                "seconds_half_95",
                "peak_bytes",
                "predict_us",
                "nll",
                "half_95",
                "p_against_det",
                "nll_over_bbb",
                "nll_over_bbb_half_95");
        LineChart seconds = new LineChart("Processor seconds of an epoch", "seed", "seconds");
        List<Sample> all = new ArrayList<>();
        for (Method method : trained.methods()) {
            Sample nll = nlls(method);
            all.add(nll);
            Sample epoch = trained.sample(method, Fit::secondsPerEpoch);
            Sample over = nll.minus(nlls(Method.BBB));
            table.row(
                    method.label(),
                    epoch.mean(),
                    epoch.half(),
                    Arrays.stream(trained.of(method))
                            .mapToDouble(Fit::peakBytes)
                            .max()
                            .orElseThrow(),
                    predictMicros(method),
                    nll.mean(),
                    nll.half(),
                    method == Method.DET
                            ? Double.NaN
                            : nll.minus(nlls(Method.DET)).p(),
                    over.mean(),
                    over.half());
            seconds.line(
                    method.label(),
                    IntStream.range(0, epoch.values().length)
                            .mapToObj(i -> new LineChart.Point(i + 1.0, epoch.values()[i], Double.NaN))
                            .toList());
        }
        report.figure("seconds", seconds.svg());
        Anova anova = Anova.of(all);
        report.table("anova", "figure", "f", "p").row("nll of all methods", anova.f(), anova.p());
        Anova bayesian = Anova.of(all.subList(1, all.size()));
        report.table("anova").row("nll of all but DET", bayesian.f(), bayesian.p());
    }

    private Sample nlls(Method method) {
        return Trained.sample(trained.forecasts(method, weights -> weights, later), each -> Fit.nll(each, later));
    }

    /** The median of eleven. */
    private double predictMicros(Method method) {
        double[] micros = IntStream.range(0, 11)
                .mapToDouble(i -> {
                    long start = Fit.cpuNanos();
                    method.forecasts(trained.of(method)[0].weights(), later);
                    return (Fit.cpuNanos() - start) / 1e3 / later.rows();
                })
                .sorted()
                .toArray();
        return micros[5];
    }
}
