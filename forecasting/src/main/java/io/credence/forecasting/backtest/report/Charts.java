package io.credence.forecasting.backtest.report;

import io.credence.forecasting.backtest.walkforward.ForecastPath;
import io.credence.forecasting.backtest.walkforward.ForecastRow;
import io.credence.forecasting.calibration.Band;
import io.credence.forecasting.calibration.PitHistogram;
import io.credence.forecasting.calibration.Reliability;
import io.credence.forecasting.dataset.ReturnSeries;
import io.credence.forecasting.dataset.Timestamps;
import io.credence.forecasting.evaluation.TailForecasts;
import io.credence.forecasting.scoring.MurphyDiagram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The drawings of one instrument, at its shortest horizon and the level nearest to 97.5 %: value at risk with its breaches, PITs, reliability and
 * uncertainty over time of the model with the lowest FZ0, and Murphy diagrams of the best few. Strings of SVG.
 *
 * @param figures titles and drawings
 */
public record Charts(String instrument, List<Figure> figures) {

    /** Instruments that are drawn; the tables hold all. */
    static final int MOST = 12;

    private static final int COMPARED = 5;
    private static final int THRESHOLDS = 60;

    /** A drawing with what it says. */
    public record Figure(String title, String caption, String svg) {}

    static Charts of(ReturnSeries series, List<ForecastPath> paths) {
        int level = nearest(paths.getFirst());
        List<ForecastPath> ranked = paths.stream()
                .sorted(Comparator.comparingDouble(path -> path.tail(level).meanScore()))
                .toList();
        ForecastPath best = ranked.getFirst();
        ForecastPath whole =
                ranked.stream().filter(ForecastPath::isWhole).findFirst().orElse(best);
        List<Figure> figures = new ArrayList<>();
        figures.add(breaches(series, best, level));
        if (whole.isWhole()) {
            figures.add(pits(whole));
            figures.add(reliability(whole));
            figures.add(uncertainty(series, whole));
        }
        figures.add(murphy(ranked.subList(0, Math.min(COMPARED, ranked.size())), level));
        return new Charts(series.instrument(), figures);
    }

    private static int nearest(ForecastPath path) {
        return IntStream.range(0, path.levels().size())
                .boxed()
                .min(Comparator.comparingDouble(
                        i -> Math.abs(path.levels().get(i).value() - 0.975)))
                .orElseThrow();
    }

    private static double[] rows(int n) {
        return IntStream.range(0, n).mapToDouble(i -> i).toArray();
    }

    private static Figure breaches(ReturnSeries series, ForecastPath path, int level) {
        TailForecasts tail = path.tail(level);
        double[] realised = tail.realised();
        double[] risk = Arrays.stream(tail.valueAtRisk()).map(v -> -v).toArray();
        double[] shortfall =
                Arrays.stream(tail.expectedShortfall()).map(v -> -v).toArray();
        double low = Math.min(
                Arrays.stream(realised).min().orElse(-1),
                Arrays.stream(risk).min().orElse(-1));
        double high = Arrays.stream(realised).max().orElse(1);
        Svg svg = new Svg(1000, 260, 0, realised.length - 1.0, low, high).ticksY("%.1f");
        dates(svg, series, path);
        svg.line(rows(realised.length), realised, "returns")
                .line(rows(realised.length), shortfall, "shortfall")
                .line(rows(realised.length), risk, "risk");
        for (int day = 0; day < realised.length; day++) {
            if (realised[day] < risk[day]) {
                String when = Timestamps.format(
                        series.times().get(path.rows().get(day).target()));
                svg.dot(day, realised[day], "breach", when + text(": %.2f %%, VaR %.2f %%", realised[day], -risk[day]));
            }
        }
        String caption = text(
                "%s, VaR (thick) and ES (thin) at %s %%; %d losses over VaR on %d days, %.2f %% where %.2f %% were expected.",
                path.model(),
                number(100 * tail.level().value()),
                tail.hits().count(),
                tail.days(),
                100 * tail.hits().rate(),
                100 * tail.level().tail());
        return new Figure("Value at risk and breaches", caption, svg.draw(caption));
    }

    private static void dates(Svg svg, ReturnSeries series, ForecastPath path) {
        int n = path.rows().size();
        for (int i = 0; i <= 5; i++) {
            int day = (int) ((n - 1L) * i / 5);
            String date =
                    Timestamps.format(series.times().get(path.rows().get(day).target()));
            svg.tickX(day, date.substring(0, Math.min(7, date.length())));
        }
    }

    private static Figure pits(ForecastPath path) {
        PitHistogram histogram = PitHistogram.of(path.column(ForecastRow::pit), 20);
        Band band = histogram.band(0.95);
        long[] counts = histogram.counts();
        double highest = Math.max(band.high(), Arrays.stream(counts).max().orElse(1)) * 1.05;
        Svg svg = new Svg(480, 240, 0, 1, 0, highest).ticksY("%.0f").ticksX("%.2f");
        svg.area(
                new double[] {0, 1},
                new double[] {band.low(), band.low()},
                new double[] {band.high(), band.high()},
                "band");
        for (int i = 0; i < counts.length; i++) {
            svg.bar(i / 20.0, (i + 1) / 20.0, counts[i], band.contains(counts[i]) ? "bar" : "bar out");
        }
        String caption = path.model()
                + ". Flat where forecasts are calibrated; the band holds 95 % of what chance does to one bin"
                + (path.horizon() > 1 ? ", were outcomes not overlapping." : ".");
        return new Figure("PIT histogram", caption, svg.draw("PIT histogram of " + path.model()));
    }

    private static Figure reliability(ForecastPath path) {
        Reliability reliability = PathScorer.reliability(path);
        int n = reliability.probabilities().length;
        double[] low = new double[n];
        double[] high = new double[n];
        double[] shares = reliability.shares();
        double[] probabilities = reliability.probabilities();
        for (int k = 0; k < n; k++) {
            Band band = reliability.band(k, 0.95);
            low[k] = band.low() - probabilities[k];
            high[k] = band.high() - probabilities[k];
            shares[k] -= probabilities[k];
        }
        double reach = 1.1
                * Math.max(
                        Arrays.stream(high).max().orElse(1),
                        Arrays.stream(shares).map(Math::abs).max().orElse(1));
        Svg svg = new Svg(480, 240, 0, 1, -reach, reach).ticksY("%+.3f").ticksX("%.2f");
        svg.area(probabilities, low, high, "band").line(probabilities, shares, "risk");
        String caption = text(
                "%s. Share of outcomes under each quantile less its probability; the band holds 95 %% of chance. Mean distance (ECE) %.4f.",
                path.model(), reliability.expectedCalibrationError());
        return new Figure("Reliability", caption, svg.draw("Reliability of " + path.model()));
    }

    private static Figure uncertainty(ReturnSeries series, ForecastPath path) {
        double[] total = path.column(ForecastRow::sd);
        double[] epistemic = path.column(ForecastRow::epistemicSd);
        double highest = 1.05 * Arrays.stream(total).max().orElse(1);
        Svg svg = new Svg(1000, 200, 0, total.length - 1.0, 0, highest).ticksY("%.2f");
        dates(svg, series, path);
        svg.line(rows(total.length), total, "risk").line(rows(total.length), epistemic, "epistemic");
        boolean none = Arrays.stream(epistemic).allMatch(sd -> sd == 0);
        String caption = path.model()
                + ". Standard deviation of the forecast in percent, and the part that is the model's ignorance of its mean"
                + (none ? ": none, since this model takes its parameters for known." : " (lower line).");
        return new Figure("Uncertainty over time", caption, svg.draw("Uncertainty of " + path.model()));
    }

    private static Figure murphy(List<ForecastPath> paths, int level) {
        TailForecasts first = paths.getFirst().tail(level);
        double[] sorted =
                Arrays.stream(first.valueAtRisk()).map(v -> -v).sorted().toArray();
        double low = sorted[sorted.length / 100];
        double high = sorted[sorted.length - 1 - sorted.length / 100];
        double[] thresholds = IntStream.range(0, THRESHOLDS)
                .mapToDouble(i -> low + (high - low) * i / (THRESHOLDS - 1.0))
                .toArray();
        List<MurphyDiagram> diagrams = paths.stream()
                .map(path -> path.tail(level))
                .map(tail -> MurphyDiagram.ofValueAtRisk(
                        tail.level().tail(), tail.valueAtRisk(), tail.realised(), thresholds))
                .toList();
        double top = diagrams.stream()
                .flatMapToDouble(diagram -> Arrays.stream(diagram.means()))
                .max()
                .orElse(1);
        Svg svg = new Svg(480, 240, low, high, 0, 1.05 * top).ticksY("%.4f").ticksX("%.2f");
        StringBuilder legend =
                new StringBuilder("Mean elementary score of VaR at each threshold; a curve under another everywhere is"
                        + " better under every consistent score. ");
        for (int i = 0; i < paths.size(); i++) {
            svg.line(thresholds, diagrams.get(i).means(), "murphy m" + i);
            legend.append(i == 0 ? "" : ", ")
                    .append(i + 1)
                    .append(' ')
                    .append(paths.get(i).model());
        }
        return new Figure("Murphy diagram", legend + ".", svg.draw("Murphy diagram"));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? text("%.0f", value) : text("%.1f", value);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
