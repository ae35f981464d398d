package io.credence.bnn.bench.methods;

import io.credence.bnn.bench.Benchmark;
import io.credence.bnn.bench.Report;
import io.credence.bnn.bench.methods.Series.Cost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code credence bench methods}. */
@Command(
        name = "methods",
        description = "Every method's check on a known answer, and its cost and score on one time-series network.")
public final class MethodsBenchmark extends Benchmark {

    @Option(names = "--rows", paramLabel = "N", split = ",", description = "Only these rows, as 7,10.")
    private List<Integer> rows = List.of();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:CREDENCE_DATA:-../shared/data}",
            description = "Folder in which uci holds the regression sets, for row 18. Default: ${DEFAULT-VALUE}.")
    private Path data;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of the time series and the fits.")
    private long seed;

    @Override
    protected Report measure() {
        progress("training the network");
        Series series = new Series(seed);
        Report report = Report.of(
                "methods",
                "row",
                "method",
                "check",
                "measured",
                "passed",
                "gradients",
                "fit_ms",
                "predict_us_per_row",
                "holdout_nll",
                "nll_gain_over_map");
        Cost map = series.map();
        report.row(
                "-",
                "MAP",
                "the yardstick of the last column",
                "-",
                "-",
                Math.round(map.gradients()),
                map.milliseconds(),
                map.microseconds(),
                map.nll(),
                0.0);
        List<Line> lines = lines(series);
        lines.forEach(line -> add(report, series, line));
        return report.note("Series: simulated GARCH-t returns of which a fifth are zero; an LSTM of 8 units trained on "
                        + Series.TRAIN + " steps by Bayes by Backprop (" + Verdict.figure(series.trainMs())
                        + " ms), then frozen; each method fits its head of "
                        + series.shape().dimension()
                        + " parameters on the same steps; NLL of the next " + Series.HOLDOUT + ", in nats, seed " + seed
                        + ".")
                .note(
                        "gradients: of all rows' log density at one point; a batch counts by its rows. predict: the density of"
                                + " one target under " + Series.DRAWS + " draws (one for MAP), on one thread.")
                .note(
                        "A word in place of a figure says why there is none: what the row is part of or runs on instead.");
    }

    private List<Line> lines(Series series) {
        List<Line> all = new ArrayList<>();
        all.addAll(VariationalChecks.lines());
        all.addAll(SamplerChecks.lines(data.resolve("uci")));
        all.addAll(PieceChecks.lines());
        all.addAll(LayerChecks.lines());
        all.addAll(MomentChecks.lines());
        all.addAll(new SeriesChecks(series).lines());
        ServiceLoader.load(Piece.class)
                .forEach(piece -> all.add(Line.apart(piece.row(), piece.name(), piece.why(), piece::check)));
        all.removeIf(line -> !rows.isEmpty() && !rows.contains(line.row()));
        all.sort(Comparator.comparingInt(Line::row));
        return all;
    }

    /** A check that cannot be done has failed, with the reason; the others go on. */
    private static Verdict verdict(Line line) {
        try {
            return line.check().get();
        } catch (IllegalArgumentException | IllegalStateException failed) {
            return new Verdict(line.method(), String.valueOf(failed.getMessage()), false);
        }
    }

    private void add(Report report, Series series, Line line) {
        progress("row " + line.row() + ", " + line.method());
        Verdict verdict = verdict(line);
        Function<Series, Cost> cost = line.cost();
        List<Object> cells = new ArrayList<>(
                List.of(line.row(), line.method(), verdict.check(), verdict.measured(), verdict.passed()));
        cells.addAll(cost == null ? Collections.nCopies(5, line.why()) : figures(series, cost.apply(series)));
        report.row(cells.toArray());
    }

    private static List<Object> figures(Series series, Cost found) {
        return List.of(
                Double.isNaN(found.gradients()) ? "training" : (Object) Math.round(found.gradients()),
                found.milliseconds(),
                found.microseconds(),
                found.nll(),
                series.map().nll() - found.nll());
    }
}
