package io.credence.risk.cli;

import io.credence.forecasting.model.Attribution;
import io.credence.forecasting.model.Attribution.Measures;
import io.credence.forecasting.model.Attribution.Part;
import java.util.ArrayList;
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

    /** Lines, an empty one before each part. */
    static List<String> of(Attribution attribution) {
        String level = ForecastText.percent(attribution.level()) + " %";
        List<String> features = attribution.features();
        List<String> lines = new ArrayList<>();
        lines.addAll(lines("VaR " + level, "% of the price", attribution.risk(), features, 1));
        lines.addAll(lines(
                "epistemic",
                "% of VaR " + level + ", its posterior standard deviation",
                attribution.doubt(),
                features,
                100));
        return lines;
    }

    private static List<String> lines(String name, String unit, Part part, List<String> features, double factor) {
        int lags = part.moved().length;
        List<String> lines = new ArrayList<>(List.of("", sum(name, unit, part, factor), header(lags)));
        List<Integer> order = IntStream.range(0, features.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -Math.abs(part.ofFeature(i))))
                .toList();
        order.stream().limit(ROWS).forEach(i -> lines.add(row(features.get(i), part, List.of(i), factor)));
        List<Integer> others = order.subList(Math.min(ROWS, order.size()), order.size());
        if (!others.isEmpty()) {
            lines.add(row(others.size() + " others", part, others, factor));
        }
        lines.add(row("all features", part, order, factor));
        lines.add("  how far slopes can be trusted      infidelity  unexplained  sensitivity");
        lines.add(trust("input gradient", part.trust().gradient()));
        lines.add(trust("SmoothGrad", part.trust().smooth()));
        lines.add(trust("integrated, as above", part.trust().integrated()));
        return lines;
    }

    private static String sum(String name, String unit, Part part, double factor) {
        int lags = part.moved().length;
        return String.format(
                Locale.ROOT,
                "%s: %.4f (%s) = %.4f after average bars %+.4f by the last %d bars %+.4f by older ones %+.5f left over",
                name,
                factor * part.value(),
                unit,
                factor * part.start(),
                factor * IntStream.range(0, lags).mapToDouble(part::ofLag).sum(),
                lags,
                factor * part.older(),
                factor * part.gap());
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

    private static String trust(String name, Measures measures) {
        return String.format(
                Locale.ROOT,
                "  %-32s%13.2e%11.1f %%%13.3f",
                name,
                measures.infidelity(),
                100 * measures.unexplained(),
                measures.sensitivity());
    }
}
