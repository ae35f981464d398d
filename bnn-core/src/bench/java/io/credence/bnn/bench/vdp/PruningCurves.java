package io.credence.bnn.bench.vdp;

import io.credence.bnn.bench.LineChart;
import io.credence.bnn.bench.Report;
import io.credence.bnn.inference.moment.MomentForecast;
import io.credence.bnn.inference.moment.Pruning;
import io.credence.bnn.inference.moment.WindowData;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The paper's figure 2: scores as weights are pruned without training again. What is kept is the share of the whole network's gain in FZ0 over itself
 * with every weight 0.
 */
final class PruningCurves {

    private static final double[] SPARSITIES = {0, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99};

    private final Trained trained;
    private final WindowData later;
    private final LineChart nlls =
            new LineChart("Negative log likelihood as weights are pruned", "share of weights pruned", "nats");
    private final LineChart kept = new LineChart(
            "Share of the gain in FZ0 that is kept as weights are pruned", "share of weights pruned", "share");

    PruningCurves(Trained trained, WindowData later) {
        this.trained = trained;
        this.later = later;
    }

    void report(Report report) {
        Report table = report.table(
                "pruning",
                "method",
                "criterion",
                "sparsity",
                "nll",
                "half_95",
                "fz0",
                "fz0_half_95",
                "fz0_gain",
                "fz0_gain_kept");
        for (Method method : trained.methods()) {
            for (Pruning pruning : method == Method.DET ? List.of(Pruning.MAGNITUDE) : List.of(Pruning.values())) {
                curve(table, method, pruning);
            }
        }
        report.figure("pruning-nll", nlls.svg());
        report.figure("pruning-fz0", kept.svg());
    }

    private void curve(Report table, Method method, Pruning pruning) {
        Sample nothing = fz0(trained.forecasts(method, Pruning::all, later));
        Sample whole = fz0(trained.forecasts(method, weights -> weights, later));
        double most = nothing.minus(whole).mean();
        List<LineChart.Point> nllPoints = new ArrayList<>();
        List<LineChart.Point> keptPoints = new ArrayList<>();
        for (double sparsity : SPARSITIES) {
            MomentForecast[][] forecasts = trained.forecasts(method, weights -> pruning.of(weights, sparsity), later);
            Sample nll = Trained.sample(forecasts, each -> Fit.nll(each, later));
            Sample fz0 = fz0(forecasts);
            Sample gain = nothing.minus(fz0);
            table.row(
                    method.label(),
                    pruning.name().toLowerCase(Locale.ROOT),
                    sparsity,
                    nll.mean(),
                    nll.half(),
                    fz0.mean(),
                    fz0.half(),
                    gain.mean(),
                    gain.mean() / most);
            nllPoints.add(Trained.point(sparsity, nll));
            keptPoints.add(new LineChart.Point(sparsity, gain.mean() / most, gain.half() / Math.abs(most)));
        }
        if (pruning == (method == Method.DET ? Pruning.MAGNITUDE : Pruning.SIGNAL_TO_NOISE)) {
            nlls.line(method.label(), nllPoints);
            kept.line(method.label(), keptPoints);
        }
    }

    private Sample fz0(MomentForecast[][] forecasts) {
        return Trained.sample(forecasts, each -> TailScore.of(each, later));
    }
}
