package io.credence.risk.cli;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.risk.application.Comparison;
import io.credence.risk.application.Recomputation;
import io.credence.risk.port.ForecastKey;
import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.ForecastRow.Figures;
import io.credence.risk.port.ModelStore;
import io.credence.risk.port.ScoreRow;
import java.io.PrintWriter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** A forecast and what became of it, for a reader at a terminal. Returns and losses are in percent. */
final class ForecastText {

    private ForecastText() {}

    static void print(
            PrintWriter out, ForecastRow row, Optional<ModelStore.Version> model, Optional<ScoreRow> outcome) {
        ForecastKey key = row.key();
        line(out, "forecast", "%s", row.id());
        line(
                out,
                "of",
                "%s, %d %s of %s ahead, made at %s at a price of %s",
                key.instrument(),
                key.horizon(),
                key.horizon() == 1 ? "bar" : "bars",
                key.spec(),
                key.origin(),
                row.price());
        figures(out, row.figures());
        line(out, "model", "%s (%s)", row.modelVersion(), key.lane());
        model.ifPresent(version -> version.provenance().forEach((name, value) -> line(out, "", "%s: %s", name, value)));
        source(out, row);
        outcome.ifPresentOrElse(
                score -> outcome(out, score), () -> line(out, "outcome", "none yet: its last bar has not closed"));
    }

    private static void figures(PrintWriter out, Figures figures) {
        double total = figures.aleatoricVariance() + figures.epistemicVariance();
        line(
                out,
                "return",
                "mean %.4f %%, standard deviation %.4f %%, of its variance %.2f %% epistemic",
                figures.mean(),
                Math.sqrt(total),
                100 * figures.epistemicVariance() / total);
        for (int i = 0; i < ConfidenceLevel.STANDARD.size(); i++) {
            line(
                    out,
                    i == 0 ? "risk" : "",
                    "%4s %%  VaR %.4f [%.4f, %.4f]  ES %.4f [%.4f, %.4f]",
                    percent(ConfidenceLevel.STANDARD.get(i)),
                    figures.valueAtRisk()[i],
                    figures.valueAtRiskLow()[i],
                    figures.valueAtRiskHigh()[i],
                    figures.expectedShortfall()[i],
                    figures.expectedShortfallLow()[i],
                    figures.expectedShortfallHigh()[i]);
        }
    }

    static String percent(ConfidenceLevel level) {
        String text = String.format(Locale.ROOT, "%.1f", 100 * level.value());
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static void source(PrintWriter out, ForecastRow row) {
        line(
                out,
                "input",
                "topic %s, partition %d, up to offset %d; its last bar began at %s",
                row.source().partition().topicId(),
                row.source().partition().partition(),
                row.source().offset(),
                row.source().barStart());
        line(out, "computed by", "%s", row.source().runtime());
        line(out, "hash", "%s", HexFormat.of().formatHex(row.valueHash()));
    }

    private static void outcome(PrintWriter out, ScoreRow score) {
        line(
                out,
                "outcome",
                "%.4f %% at %s: PIT %.4f, CRPS %.5f (EWMA %.5f), log score %.4f",
                score.outcome().realised(),
                score.realisedAt(),
                score.outcome().pit(),
                score.outcome().crps(),
                score.referenceCrps(),
                score.outcome().logScore());
    }

    static void print(PrintWriter out, Recomputation.Result again, Comparison comparison) {
        line(
                out,
                "recomputed",
                "%d %s since %s, from %s",
                again.bars(),
                again.bars() == 1 ? "bar" : "bars",
                again.from(),
                again.snapshot() ? "the state that was stored then" : "the bars before, as when its model took charge");
        if (!comparison.untouched()) {
            line(out, "", "CHANGED: the stored values do not hash to the stored hash any more");
        }
        if (comparison.equal()) {
            line(out, "", "equal, byte for byte");
        } else {
            line(
                    out,
                    "",
                    "different: computed now by %s",
                    again.forecast().source().runtime());
            comparison
                    .differences()
                    .forEach((name, difference) -> line(out, "", "%s: by %.2g of it", name, difference));
            line(out, "", "hash %s", HexFormat.of().formatHex(again.forecast().valueHash()));
        }
    }

    private static void line(PrintWriter out, String name, String format, Object... values) {
        out.println(String.format(Locale.ROOT, "%-12s", name) + String.format(Locale.ROOT, format, values));
    }
}
