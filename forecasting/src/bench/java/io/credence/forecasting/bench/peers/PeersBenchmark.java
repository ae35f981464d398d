package io.credence.forecasting.bench.peers;

import io.credence.bnn.bench.Benchmark;
import io.credence.bnn.bench.Report;
import io.credence.forecasting.model.UnivariateCatalogue;
import io.credence.forecasting.model.univariate.ReturnHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The peers over ten daily series, beside the same made with arch. */
@Command(name = "peers", description = "Score the econometric models on ten daily series, beside the published rows.")
public final class PeersBenchmark extends Benchmark {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where daily and golden are (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of(System.getProperty("credence.home", "."), "../shared/data");

    @Option(
            names = "--models",
            split = ",",
            paramLabel = "NAME",
            description = "Models by name, with commas (default: the published ones and rgjr-t-fhs).")
    private List<String> models = List.of(
            "hs250", "ewma-n", "garch-n", "garch-n-fhs", "garch-t", "gjr-t", "gjr-t-fhs", "gjr-skewt", "rgjr-t-fhs");

    @Option(names = "--series", split = ",", paramLabel = "NAME", description = "Series by name (default: all ten).")
    private List<String> series = List.of();

    private final Map<String, double[]> means = new TreeMap<>();
    private double worstJoint;
    private double worstLogScore;
    private double worstCrps;

    @Override
    protected Report measure() throws IOException {
        models.forEach(UnivariateCatalogue::named);
        GoldenRows golden = GoldenRows.read(data);
        Report report = Report.of(
                "peers",
                "series",
                "model",
                "days",
                "fz0 97.5 %",
                "less published",
                "fz0 99 %",
                "less published",
                "log score",
                "less published",
                "crps",
                "over published",
                "ms a fit");
        List<DailySeries> chosen = DailySeries.ALL.stream()
                .filter(each -> series.isEmpty() || series.contains(each.name()))
                .toList();
        for (DailySeries each : chosen) {
            ReturnHistory history = each.read(data);
            for (String model : models) {
                add(report, golden, each.name(), model, Walk.of(UnivariateCatalogue.named(model), history));
            }
            progress(each.name() + ": " + history.size() + " returns");
        }
        means.forEach((model, sums) -> report.note(String.format(
                Locale.ROOT,
                "%s: mean FZ0 %.4f at 97.5 %%, %.4f at 99 %%, over %d series",
                model,
                sums[0] / chosen.size(),
                sums[1] / chosen.size(),
                chosen.size())));
        return report.note(String.format(
                Locale.ROOT,
                "worst distance from the published rows: FZ0 %.5f nat, log score %.5f nat, CRPS %.3f %%",
                worstJoint,
                worstLogScore,
                100 * worstCrps));
    }

    private void add(Report report, GoldenRows golden, String name, String model, Walk.Scores scores) {
        double joint975 = scores.joint975() - golden.joint975(name, model);
        double joint99 = scores.joint99() - golden.joint99(name, model);
        double logScore = scores.logScore() - golden.logScore(name, model);
        double crps = scores.crps() / golden.crps(name, model) - 1;
        report.row(
                name,
                model,
                scores.days(),
                scores.joint975(),
                joint975,
                scores.joint99(),
                joint99,
                scores.logScore(),
                logScore,
                scores.crps(),
                crps,
                scores.fitMilliseconds());
        double[] sums = means.computeIfAbsent(model, key -> new double[2]);
        sums[0] += scores.joint975();
        sums[1] += scores.joint99();
        worstJoint = worse(worse(worstJoint, joint975), joint99);
        worstLogScore = worse(worstLogScore, logScore);
        worstCrps = worse(worstCrps, crps);
    }

    private static double worse(double worst, double distance) {
        return Double.isNaN(distance) ? worst : Math.max(worst, Math.abs(distance));
    }
}
