package io.credence.bnn.bench.uci;

import io.credence.bnn.bench.Report;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Trials as rows of the table, with what they say of the published one. */
final class UciTable {

    private final List<Trial> trials;
    private final List<String> sets;
    private final List<String> methods;

    UciTable(List<Trial> trials) {
        this.trials = trials;
        sets = trials.stream().map(Trial::set).distinct().toList();
        methods = trials.stream().map(Trial::method).distinct().toList();
    }

    /** The mean over sets of a method's mean validation NLL. */
    double validationNll(String method) {
        return sets.stream()
                .mapToDouble(set -> validationNll(set, method))
                .average()
                .orElseThrow();
    }

    Report report(String named) {
        Report report = Report.of(
                "uci", "set", "method", "splits", "rmse", "rmse_se", "nll", "nll_se", "train_seconds", "predict_ms");
        for (String set : sets) {
            methods.forEach(method -> row(report, set, method));
        }
        report.note("train_seconds is one split's choice of hyper-parameters and fit; predict_ms its whole test part.");
        report.note("Named from validation NLL before any test part was read: " + named + ".");
        for (String set : sets) {
            validation(report, set);
        }
        Published.all().forEach(cell -> verdict(report, cell));
        sets.forEach(set -> best(report, set, named));
        return report;
    }

    private void row(Report report, String set, String method) {
        List<Scores> scores = scores(set, method);
        report.row(
                set,
                method,
                scores.size(),
                Scores.mean(scores, Scores::rmse),
                Scores.error(scores, Scores::rmse),
                Scores.mean(scores, Scores::nll),
                Scores.error(scores, Scores::nll),
                Scores.mean(scores, Scores::trainSeconds),
                Scores.mean(scores, Scores::predictMillis));
    }

    private void validation(Report report, String set) {
        List<String> each = methods.stream()
                .map(method -> String.format(Locale.ROOT, "%s %.3f", method, validationNll(set, method)))
                .toList();
        report.note("Validation NLL on " + set + ": " + String.join(", ", each) + ".");
    }

    private void verdict(Report report, Published cell) {
        List<Scores> scores = scores(cell.set(), cell.method());
        if (!scores.isEmpty()) {
            report.note(cell.verdict(
                    Scores.mean(scores, Scores::rmse),
                    Scores.error(scores, Scores::rmse),
                    Scores.mean(scores, Scores::nll),
                    Scores.error(scores, Scores::nll)));
        }
    }

    private void best(Report report, String set, String named) {
        OptionalDouble published = Published.bestNll(set);
        if (published.isPresent()) {
            double ours = Scores.mean(scores(set, named), Scores::nll);
            report.note(String.format(
                    Locale.ROOT,
                    "%s on %s: NLL %.3f, best of the published columns %.3f (%s).",
                    named,
                    set,
                    ours,
                    published.getAsDouble(),
                    ours <= published.getAsDouble() ? "met" : "not met"));
        }
    }

    private double validationNll(String set, String method) {
        return trials.stream()
                .filter(trial -> trial.set().equals(set) && trial.method().equals(method))
                .mapToDouble(trial -> trial.choice().validationNll())
                .average()
                .orElseThrow();
    }

    private List<Scores> scores(String set, String method) {
        return trials.stream()
                .filter(trial -> trial.set().equals(set) && trial.method().equals(method))
                .map(Trial::scores)
                .toList();
    }
}
