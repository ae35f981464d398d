package io.credence.bnn.diagnostics;

import java.util.List;
import java.util.Locale;

/**
 * Traces over common axes, as SVG. Of a long trace each column of pixels shows the least and the largest value, so that no spike is
 * lost.
 *
 * @param title shown above
 * @param traces at least one
 */
public record TracePlot(String title, List<Trace> traces) {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 240;
    private static final int LEFT = 80;
    private static final int TOP = 28;
    private static final int COLUMNS = WIDTH - LEFT - 10;
    private static final int ROWS = HEIGHT - TOP - 28;
    private static final List<String> COLOURS =
            List.of("#1b6ca8", "#c8553d", "#3a7d44", "#8d5a97", "#b8860b", "#4a4e69", "#00808a", "#a23b72");

    public TracePlot {
        traces = List.copyOf(traces);
        if (traces.isEmpty()) {
            throw new IllegalArgumentException("plot " + title + " has no trace");
        }
    }

    /** One element, to stand in a page or alone in a file. */
    public String svg() {
        Scale x = Scale.of(
                traces.stream().mapToDouble(t -> t.steps()[0]).min().orElseThrow(),
                traces.stream()
                        .mapToDouble(t -> t.steps()[t.steps().length - 1])
                        .max()
                        .orElseThrow());
        Scale y = Scale.of(
                traces.stream().mapToDouble(Trace::least).min().orElseThrow(),
                traces.stream().mapToDouble(Trace::most).max().orElseThrow());
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\" role=\"img\">%n",
                WIDTH,
                HEIGHT));
        svg.append("<title>").append(escape(title)).append("</title>\n");
        frame(svg, x, y);
        for (int i = 0; i < traces.size(); i++) {
            String colour = COLOURS.get(i % COLOURS.size());
            svg.append("<polyline fill=\"none\" stroke-width=\"1\" stroke=\"")
                    .append(colour)
                    .append("\" points=\"");
            points(svg, traces.get(i), x, y);
            svg.append("\"><title>").append(escape(traces.get(i).name())).append("</title></polyline>\n");
        }
        return svg.append("</svg>\n").toString();
    }

    private void frame(StringBuilder svg, Scale x, Scale y) {
        text(svg, LEFT, 18, "start", title);
        text(svg, LEFT - 6, TOP + 10, "end", number(y.most()));
        text(svg, LEFT - 6, TOP + ROWS, "end", number(y.least()));
        text(svg, LEFT, HEIGHT - 8, "start", number(x.least()));
        text(svg, LEFT + COLUMNS, HEIGHT - 8, "end", number(x.most()));
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#bbb\"/>%n",
                LEFT,
                TOP,
                COLUMNS,
                ROWS));
    }

    private static void text(StringBuilder svg, int x, int y, String anchor, String text) {
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, escape(text)));
    }

    /** At most two points of each column; values that are not finite are left out. */
    private static void points(StringBuilder svg, Trace trace, Scale x, Scale y) {
        int i = 0;
        while (i < trace.steps().length) {
            int column = (int) x.place(trace.steps()[i], COLUMNS);
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (; i < trace.steps().length && (int) x.place(trace.steps()[i], COLUMNS) == column; i++) {
                double value = trace.values()[i];
                least = Double.isFinite(value) ? Math.min(least, value) : least;
                most = Double.isFinite(value) ? Math.max(most, value) : most;
            }
            if (least <= most) {
                point(svg, column, y.place(least, ROWS));
            }
            if (least < most) {
                point(svg, column, y.place(most, ROWS));
            }
        }
    }

    private static void point(StringBuilder svg, int column, double height) {
        svg.append(String.format(Locale.ROOT, "%d,%.1f ", LEFT + column, TOP + ROWS - height));
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** An axis. */
    private record Scale(double least, double most) {

        /** NaN when no value is finite; an empty range is widened. */
        static Scale of(double least, double most) {
            return least < most ? new Scale(least, most) : new Scale(least - 0.5, least + 0.5);
        }

        double place(double value, int length) {
            return (value - least) / (most - least) * length;
        }
    }
}
