package io.credence.risk.cli;

import io.credence.forecasting.model.Attribution;
import io.credence.forecasting.model.Attribution.Measures;
import io.credence.forecasting.model.Attribution.Part;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** An attribution for a reader at a terminal: a row a feature, the greatest first, and columns of bars. */
final class AttributionText {

    /** Features with a row of their own. */
    private static final int ROWS = 12;

    /** Bars with a column of their own; those before them share one. */
    private static final int COLUMNS = 4;

    private AttributionText() {}

    static void print(PrintWriter out, Attribution attribution) {
        String level = ForecastText.percent(attribution.level()) + " %";
        print(out, "VaR " + level, "% of the price", attribution.risk(), attribution.features(), 1);
        print(
                out,
                "epistemic",
                "% of VaR " + level + ", its posterior standard deviation",
                attribution.doubt(),
                attribution.features(),
                100);
    }

    private static void print(
            PrintWriter out, String name, String unit, Part part, List<String> features, double factor) {
        int lags = part.moved().length;
        out.println();
        out.printf(
                Locale.ROOT,
                "%s: %.4f (%s) = %.4f after average bars %+.4f by the last %d bars %+.4f by older ones %+.5f left"
                        + " over%n",
                name,
                factor * part.value(),
                unit,
                factor * part.start(),
                factor * IntStream.range(0, lags).mapToDouble(part::ofLag).sum(),
                lags,
                factor * part.older(),
                factor * part.gap());
        out.println(header(lags));
        List<Integer> order = IntStream.range(0, features.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -Math.abs(part.ofFeature(i))))
                .toList();
        order.stream().limit(ROWS).forEach(i -> out.println(row(features.get(i), part, List.of(i), factor)));
        List<Integer> others = order.subList(Math.min(ROWS, order.size()), order.size());
        if (!others.isEmpty()) {
            out.println(row(others.size() + " others", part, others, factor));
        }
        out.println(row("all features", part, order, factor));
        trust(out, part);
    }

    private static String header(int lags) {
        StringBuilder line =
                new StringBuilder(String.format(Locale.ROOT, "  %-20s%9s%7s", "feature", "moved", "share"));
        for (int lag = 0; lag < Math.min(lags, COLUMNS); lag++) {
            line.append(String.format(Locale.ROOT, "%10s", lag == 0 ? "last bar" : lag + " ago"));
        }
        if (lags > COLUMNS) {
            line.append(String.format(Locale.ROOT, "%10s", COLUMNS + "-" + (lags - 1) + " ago"));
        }
        return line.toString();
    }

    /** The share is of all amounts that were moved, whatever their sign. */
    private static String row(String name, Part part, List<Integer> features, double factor) {
        int lags = part.moved().length;
        double share = features.stream()
                .flatMapToDouble(i -> IntStream.range(0, lags).mapToDouble(lag -> part.share(part.moved()[lag][i])))
                .sum();
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT, "  %-20s%+9.4f%5.1f %%", name, factor * sum(part, features, 0, lags), 100 * share));
        for (int lag = 0; lag < Math.min(lags, COLUMNS); lag++) {
            line.append(String.format(Locale.ROOT, "%+10.4f", factor * sum(part, features, lag, lag + 1)));
        }
        if (lags > COLUMNS) {
            line.append(String.format(Locale.ROOT, "%+10.4f", factor * sum(part, features, COLUMNS, lags)));
        }
        return line.toString();
    }

    private static double sum(Part part, List<Integer> features, int from, int to) {
        return IntStream.range(from, to)
                .mapToDouble(lag ->
                        features.stream().mapToDouble(i -> part.moved()[lag][i]).sum())
                .sum();
    }

    private static void trust(PrintWriter out, Part part) {
        out.println("  how far slopes can be trusted      infidelity  unexplained  sensitivity");
        trust(out, "input gradient", part.trust().gradient());
        trust(out, "SmoothGrad", part.trust().smooth());
        trust(out, "integrated, as above", part.trust().integrated());
    }

    private static void trust(PrintWriter out, String name, Measures measures) {
        out.printf(
                Locale.ROOT,
                "  %-32s%13.2e%11.1f %%%13.3f%n",
                name,
                measures.infidelity(),
                100 * measures.unexplained(),
                measures.sensitivity());
    }
}
