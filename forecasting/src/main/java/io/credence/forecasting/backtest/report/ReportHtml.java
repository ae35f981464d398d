package io.credence.forecasting.backtest.report;

import io.credence.forecasting.backtest.report.BacktestReport.Failure;
import io.credence.forecasting.backtest.report.BacktestReport.InstrumentInfo;
import io.credence.forecasting.backtest.report.BacktestReport.Summary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes {@code report.html}, one file that asks nothing of the network. */
public final class ReportHtml {

    private static final int MOST_ROWS = 2000;

    private final BacktestReport report;
    private final StringBuilder page = new StringBuilder();

    private ReportHtml(BacktestReport report) {
        this.report = report;
    }

    /** Writes it. */
    public static void write(BacktestReport report, List<Charts> charts, Path file) {
        try {
            Files.writeString(file, new ReportHtml(report).draw(charts));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e, e);
        }
    }

    private String draw(List<Charts> charts) {
        page.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<title>Backtest of ")
                .append(Html.escape(report.prices()))
                .append("</title><style>")
                .append(style())
                .append("</style></head><body><main>\n");
        head();
        summaries();
        charts.forEach(this::figures);
        series();
        instruments();
        failures();
        notes();
        return page.append("</main></body></html>\n").toString();
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private void head() {
        BacktestReport.Settings settings = report.settings();
        page.append("<h1>Risk forecasts, walked forward</h1><p class=\"lead\">")
                .append(Html.escape(text(
                        "%s: %s, %s, from %s, refitted every %d days%s. A model's name with +cal is the same"
                                + " model through the calibration layer that all share.",
                        report.prices(),
                        counted(report.instruments().size(), "instrument"),
                        counted(settings.models().size(), "model"),
                        settings.from(),
                        settings.refit(),
                        settings.dropZeroReturns() ? ", zero returns dropped" : "")))
                .append("</p>\n");
    }

    private void summaries() {
        for (int horizon : report.settings().horizons()) {
            for (double level : report.settings().levels()) {
                List<Summary> rows = report.summary().stream()
                        .filter(row -> row.horizon() == horizon && row.level() == level)
                        .toList();
                if (!rows.isEmpty()) {
                    summary(horizon, level, rows);
                }
            }
        }
    }

    private void summary(int horizon, double level, List<Summary> rows) {
        page.append(text("<h2>%s %%, %d %s ahead</h2>\n", percent(level), horizon, horizon == 1 ? "day" : "days"))
                .append("<table><thead><tr><th>model</th><th>FZ0</th><th>pinball</th><th>log score</th><th>CRPS</th>")
                .append("<th>hits</th><th>Kupiec</th><th>DQ</th><th>ES Z2</th><th>best set</th></tr></thead><tbody>\n");
        double best = rows.stream().mapToDouble(Summary::fz0).min().orElse(Double.NaN);
        for (Summary row : rows) {
            page.append(row.fz0() == best ? "<tr class=\"best\">" : "<tr>")
                    .append(cell(row.model()))
                    .append(cell(text("%.4f", row.fz0())))
                    .append(cell(text("%.5f", row.pinball())))
                    .append(cell(optional("%.4f", row.logScore())))
                    .append(cell(optional("%.5f", row.crps())))
                    .append(cell(text("%.2f %%", 100 * row.hitRate())))
                    .append(passed(row.kupiecPassed(), row.series()))
                    .append(passed(row.dqPassed(), row.series()))
                    .append(passed(row.esZ2Passed(), row.series()))
                    .append(passed(row.inConfidenceSet(), row.series()))
                    .append("</tr>\n");
        }
        page.append("</tbody></table>\n");
    }

    private static String passed(long count, int of) {
        return "<td class=\"" + (count == of ? "good" : 5 * count >= 4L * of ? "" : "bad") + "\">" + count + " of " + of
                + "</td>";
    }

    private void figures(Charts charts) {
        page.append("<section><h2>").append(Html.escape(charts.instrument())).append("</h2><div class=\"figures\">\n");
        for (Charts.Figure figure : charts.figures()) {
            page.append("<figure><h3>")
                    .append(Html.escape(figure.title()))
                    .append("</h3>")
                    .append(figure.svg())
                    .append("<figcaption>")
                    .append(Html.escape(figure.caption()))
                    .append("</figcaption></figure>\n");
        }
        page.append("</div></section>\n");
    }

    private void series() {
        page.append("<details><summary>Every series, model, horizon and level</summary>\n<table><thead><tr>")
                .append(List.of(
                                "instrument",
                                "model",
                                "days ahead",
                                "level",
                                "days",
                                "FZ0",
                                "hits",
                                "Kupiec p",
                                "its true size at 5 %",
                                "Christoffersen p",
                                "duration p",
                                "DQ p",
                                "ES Z2 p",
                                "McNeil-Frey p",
                                "e-value p",
                                "best set p",
                                "log score",
                                "CRPS",
                                "ECE",
                                "Berkowitz p",
                                "traffic light",
                                "fit s",
                                "update us")
                        .stream()
                        .map(name -> "<th>" + name + "</th>")
                        .collect(Collectors.joining()))
                .append("</tr></thead><tbody>\n");
        report.series().stream().limit(MOST_ROWS).forEach(this::row);
        page.append("</tbody></table>");
        if (report.series().size() > MOST_ROWS) {
            page.append(text(
                    "<p>The first %d of %d rows; report.json has all.</p>",
                    MOST_ROWS, report.series().size()));
        }
        page.append("</details>\n");
    }

    private void row(SeriesResult row) {
        page.append("<tr>")
                .append(cell(row.instrument()))
                .append(cell(row.model()))
                .append(cell(String.valueOf(row.horizon())))
                .append(cell(percent(row.level()) + " %"))
                .append(cell(String.valueOf(row.days())))
                .append(cell(text("%.4f", row.fz0())))
                .append(cell(text("%.2f %%", 100 * row.hitRate())))
                .append(p(row.kupiecP()))
                .append(cell(text("%.2f", row.kupiecSize())))
                .append(p(row.christoffersenP()))
                .append(p(row.durationP()))
                .append(p(row.dqP()))
                .append(p(row.esZ2P()))
                .append(p(row.mcneilFreyP()))
                .append(p(row.eP()))
                .append(p(row.mcsP()))
                .append(cell(optional("%.4f", row.logScore())))
                .append(cell(optional("%.5f", row.crps())))
                .append(cell(optional("%.4f", row.pitEce())))
                .append(row.berkowitzP() == null ? cell("") : p(row.berkowitzP()))
                .append(cell(Objects.requireNonNullElse(row.trafficLight(), "")))
                .append(cell(text("%.2f", row.fitSeconds())))
                .append(cell(text("%.1f", row.updateUs())))
                .append("</tr>\n");
    }

    private static String p(double value) {
        String style = value < 0.01 ? "bad" : value < 0.05 ? "weak" : "";
        return "<td class=\"" + style + "\">" + text("%.3f", value) + "</td>";
    }

    private void instruments() {
        page.append(
                        "<h2>What was read</h2><table><thead><tr><th>instrument</th><th>returns</th><th>before</th><th>first</th>")
                .append("<th>last</th><th>OHLC</th><th>put in order</th><th>repeated</th><th>missing</th>")
                .append(
                        "<th>zero</th><th>zeros dropped</th><th>long gaps</th><th>broken OHLC</th><th>prints taken back</th></tr></thead><tbody>\n");
        for (InstrumentInfo each : report.instruments()) {
            page.append("<tr>")
                    .append(cell(each.instrument()))
                    .append(cell(String.valueOf(each.returns())))
                    .append(cell(String.valueOf(each.training())))
                    .append(cell(each.first()))
                    .append(cell(each.last()))
                    .append(cell(each.ranges() ? "yes" : "no"))
                    .append(cell(String.valueOf(each.repairs().unsorted())))
                    .append(cell(String.valueOf(each.repairs().repeated())))
                    .append(cell(String.valueOf(each.repairs().missing())))
                    .append(cell(text("%.1f %%", 100 * each.zeroShare())))
                    .append(cell(String.valueOf(each.repairs().zeroReturns())))
                    .append(cell(String.valueOf(each.repairs().longGaps())))
                    .append(cell(String.valueOf(each.repairs().brokenRanges())))
                    .append(cell(String.valueOf(each.repairs().suspiciousPrints())))
                    .append("</tr>\n");
        }
        page.append(
                        "</tbody></table><p>Rows were repaired where the rule is plain; prints that were taken back the next day are")
                .append(" counted and left as they are, since only a later row tells.</p>\n");
    }

    private void failures() {
        if (report.failures().isEmpty()) {
            return;
        }
        page.append("<h2>What could not be done</h2><ul>\n");
        for (Failure failure : report.failures()) {
            page.append("<li><b>")
                    .append(Html.escape(
                            failure.instrument() + (failure.model().isEmpty() ? "" : ", " + failure.model())))
                    .append("</b>: ")
                    .append(Html.escape(failure.reason()))
                    .append("</li>\n");
        }
        page.append("</ul>\n");
    }

    private void notes() {
        page.append(
                        "<h2>How to read it</h2><p>FZ0, pinball and CRPS are losses: lower is better. Log score: higher is better. Scores are of")
                .append(
                        " log returns in percent. Counts are of series on which a model passes: Kupiec p over 0.05 by the binomial law, DQ")
                .append(
                        " (four lags and VaR) p over 0.01 by simulation, Acerbi and Szekely's Z2 p over 0.05; best set: the model")
                .append(
                        " confidence set on FZ0 at 10 % holds it. P-values take parameters for known; beside Kupiec's stands its")
                .append(
                        " true size where a quantile is estimated from as many days and as often. A return of exactly zero is scored by the")
                .append(
                        " logarithm of its probability where a model gives it one, and else of a density: where many are zero, hold such models")
                .append(" against each other by FZ0 and CRPS.</p>\n");
    }

    private static String cell(String text) {
        return "<td>" + Html.escape(text) + "</td>";
    }

    private static String optional(String format, @Nullable Double value) {
        return value == null ? "" : text(format, value);
    }

    private static String percent(double level) {
        return new BigDecimal(String.valueOf(level))
                .movePointRight(2)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String style() {
        try (InputStream css = ReportHtml.class.getResourceAsStream("report.css")) {
            return new String(Objects.requireNonNull(css, "report.css").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
