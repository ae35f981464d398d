package io.credence.bnn.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Named lines with the intervals of their points over common axes, as SVG with a legend. */
public final class LineChart {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 320;
    private static final int LEFT = 70;
    private static final int RIGHT = 130;
    private static final int TOP = 34;
    private static final int BOTTOM = 44;
    private static final List<String> COLOURS =
            List.of("#4a4e69", "#c8553d", "#1b6ca8", "#3a7d44", "#8d5a97", "#b8860b");

    private final String title;
    private final String across;
    private final String up;
    private final List<Line> lines = new ArrayList<>();

    /**
     * An empty chart.
     *
     * @param across what the horizontal axis shows
     * @param up what the vertical one shows
     */
    public LineChart(String title, String across, String up) {
        this.title = title;
        this.across = across;
        this.up = up;
    }

    /**
     * A point with its interval.
     *
     * @param half half the interval's width; NaN without one
     */
    public record Point(double x, double y, double half) {

        private double low() {
            return Double.isFinite(half) ? y - half : y;
        }

        private double high() {
            return Double.isFinite(half) ? y + half : y;
        }
    }

    private record Line(String name, List<Point> points) {}

    /** Adds a line; points whose value is not finite are left out. */
    public LineChart line(String name, List<Point> points) {
        lines.add(
                new Line(name, points.stream().filter(p -> Double.isFinite(p.y)).toList()));
        return this;
    }

    /** Alone in a file or in a page. */
    public String svg() {
        Axis x = axis(Point::x, Point::x, LEFT, WIDTH - RIGHT);
        Axis y = axis(Point::low, Point::high, HEIGHT - BOTTOM, TOP);
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\" role=\"img\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>%n",
                WIDTH,
                HEIGHT));
        text(svg, LEFT, 18, "start", title);
        text(svg, (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, "middle", across);
        text(svg, LEFT - 60, TOP - 6, "start", up);
        frame(svg, x, y);
        for (int i = 0; i < lines.size(); i++) {
            draw(svg, lines.get(i), COLOURS.get(i % COLOURS.size()), x, y);
            text(svg, WIDTH - RIGHT + 26, TOP + 12 + 18 * i, "start", lines.get(i).name);
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"4\" fill=\"%s\"/>%n",
                    WIDTH - RIGHT + 8,
                    TOP + 6 + 18 * i,
                    COLOURS.get(i % COLOURS.size())));
        }
        return svg.append("</svg>\n").toString();
    }

    private Axis axis(ToDoubleFunction<Point> low, ToDoubleFunction<Point> high, double from, double to) {
        double least = points().mapToDouble(low).min().orElse(0);
        double most = points().mapToDouble(high).max().orElse(1);
        return least < most ? new Axis(least, most, from, to) : new Axis(least - 0.5, least + 0.5, from, to);
    }

    private Stream<Point> points() {
        return lines.stream().flatMap(line -> line.points.stream());
    }

    private static void frame(StringBuilder svg, Axis x, Axis y) {
        for (int i = 0; i <= 4; i++) {
            double across = x.value(i / 4.0);
            double up = y.value(i / 4.0);
            text(svg, x.at(across), HEIGHT - BOTTOM + 16, "middle", Report.number(across));
            text(svg, LEFT - 6, y.at(up) + 4, "end", Report.number(up));
            svg.append(String.format(
                    Locale.ROOT,
                    "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\" fill=\"none\"/>%n",
                    LEFT,
                    y.at(up),
                    WIDTH - RIGHT));
        }
    }

    private static void draw(StringBuilder svg, Line line, String colour, Axis x, Axis y) {
        StringBuilder path = new StringBuilder();
        StringBuilder whiskers = new StringBuilder();
        for (Point point : line.points) {
            path.append(String.format(
                    Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", x.at(point.x), y.at(point.y)));
            whiskers.append(String.format(
                    Locale.ROOT, "M%.1f %.1fV%.1f", x.at(point.x), y.at(point.low()), y.at(point.high())));
        }
        svg.append(String.format(
                Locale.ROOT, "<path d=\"%s\" stroke=\"%s\" stroke-width=\"2\" fill=\"none\"/>%n", path, colour));
        svg.append(String.format(
                Locale.ROOT, "<path d=\"%s\" stroke=\"%s\" stroke-opacity=\".5\" fill=\"none\"/>%n", whiskers, colour));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, escaped));
    }

    /** From values to pixels. */
    private record Axis(double least, double most, double from, double to) {

        double at(double value) {
            return from + (value - least) / (most - least) * (to - from);
        }

        double value(double share) {
            return least + share * (most - least);
        }
    }
}
