package io.credence.bnn.bench.vdp;

import io.credence.bnn.bench.LineChart;
import io.credence.bnn.bench.Report;
import io.credence.bnn.inference.moment.MomentForecast;
import io.credence.bnn.inference.moment.Pruning;
import io.credence.bnn.inference.moment.TrainedWeights;
import io.credence.bnn.inference.moment.WindowData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The paper's figure 2: scores as weights are pruned, without training again and with training between the rounds. What is kept is the share of the whole network's gain in FZ0 over itself
 * with every weight 0.
 */
final class PruningCurves {

    /** The criterion of {@link Retraining}, which alone is drawn. */
    private static final String RETRAINED = "retrained";

    private static final double[] SPARSITIES = {0, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99};

    private final Trained trained;
    private final Retraining retraining;
    private final WindowData later;
    private final LineChart nlls =
            new LineChart("Negative log likelihood as weights are pruned", "share of weights pruned", "nats");
    private final LineChart kept = new LineChart(
            "Share of the gain in FZ0 that is kept as weights are pruned", "share of weights pruned", "share");

    PruningCurves(Trained trained, Retraining retraining, WindowData later) {
        this.trained = trained;
        this.retraining = retraining;
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
                "fz0_gain_kept",
                "fz0_gain_kept_half_95");
        for (Method method : trained.methods()) {
            for (Pruning pruning : method == Method.DET ? List.of(Pruning.MAGNITUDE) : List.of(Pruning.values())) {
                curve(table, method, pruning.name().toLowerCase(Locale.ROOT), sparse(method, pruning));
            }
            curve(table, method, RETRAINED, retraining.rounds(method, SPARSITIES));
        }
        report.figure("pruning-nll", nlls.svg());
        report.figure("pruning-fz0", kept.svg());
    }

    /** Each training's network at each sparsity, {@code [sparsities][seeds]}. */
    private TrainedWeights[][] sparse(Method method, Pruning pruning) {
        return Arrays.stream(SPARSITIES)
                .mapToObj(sparsity -> Arrays.stream(trained.of(method))
                        .map(fit -> pruning.of(fit.weights(), sparsity))
                        .toArray(TrainedWeights[]::new))
                .toArray(TrainedWeights[][]::new);
    }

    private void curve(Report table, Method method, String criterion, TrainedWeights[][] networks) {
        Sample nothing = fz0(trained.forecasts(method, Pruning::all, later));
        Sample whole = fz0(trained.forecasts(method, weights -> weights, later));
        double most = nothing.minus(whole).mean();
        List<LineChart.Point> nllPoints = new ArrayList<>();
        List<LineChart.Point> keptPoints = new ArrayList<>();
        for (int i = 0; i < SPARSITIES.length; i++) {
            MomentForecast[][] forecasts = Arrays.stream(networks[i])
                    .map(weights -> method.forecasts(weights, later))
                    .toArray(MomentForecast[][]::new);
            Sample nll = Trained.sample(forecasts, each -> Fit.nll(each, later));
            Sample fz0 = fz0(forecasts);
            Sample gain = nothing.minus(fz0);
            double share = gain.mean() / most;
            double half = gain.half() / Math.abs(most);
            table.row(
                    method.label(),
                    criterion,
                    SPARSITIES[i],
                    nll.mean(),
                    nll.half(),
                    fz0.mean(),
                    fz0.half(),
                    gain.mean(),
                    share,
                    half);
            nllPoints.add(Trained.point(SPARSITIES[i], nll));
            keptPoints.add(new LineChart.Point(SPARSITIES[i], share, half));
        }
        if (criterion.equals(RETRAINED)) {
            nlls.line(method.label(), nllPoints);
            kept.line(method.label(), keptPoints);
        }
    }

    private Sample fz0(MomentForecast[][] forecasts) {
        return Trained.sample(forecasts, each -> TailScore.of(each, later));
    }
}
