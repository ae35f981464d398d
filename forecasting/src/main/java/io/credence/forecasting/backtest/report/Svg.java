package io.credence.forecasting.backtest.report;

import java.util.Locale;

/** A small chart as SVG: lines, dots, bars and bands in data's coordinates, with axes. */
final class Svg {

    private static final int LEFT = 46;
    private static final int BOTTOM = 22;
    private static final int TOP = 8;
    private static final int RIGHT = 8;

    private final int width;
    private final int height;
    private final double x0;
    private final double x1;
    private final double y0;
    private final double y1;
    private final StringBuilder body = new StringBuilder();

    Svg(int width, int height, double x0, double x1, double y0, double y1) {
        this.width = width;
        this.height = height;
        this.x0 = x0;
        this.x1 = x1 > x0 ? x1 : x0 + 1;
        this.y0 = y0;
        this.y1 = y1 > y0 ? y1 : y0 + 1;
    }

    private double x(double value) {
        return LEFT + (value - x0) / (x1 - x0) * (width - LEFT - RIGHT);
    }

    private double y(double value) {
        double clamped = Math.clamp(value, y0, y1);
        return height - BOTTOM - (clamped - y0) / (y1 - y0) * (height - BOTTOM - TOP);
    }

    Svg line(double[] xs, double[] ys, String style) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < xs.length; i++) {
            if (Double.isFinite(ys[i])) {
                points.append(text("%.1f,%.1f ", x(xs[i]), y(ys[i])));
            }
        }
        body.append("<polyline class=\"")
                .append(style)
                .append("\" points=\"")
                .append(points)
                .append("\"/>\n");
        return this;
    }

    Svg area(double[] xs, double[] low, double[] high, String style) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < xs.length; i++) {
            points.append(text("%.1f,%.1f ", x(xs[i]), y(high[i])));
        }
        for (int i = xs.length - 1; i >= 0; i--) {
            points.append(text("%.1f,%.1f ", x(xs[i]), y(low[i])));
        }
        body.append("<polygon class=\"")
                .append(style)
                .append("\" points=\"")
                .append(points)
                .append("\"/>\n");
        return this;
    }

    Svg dot(double atX, double atY, String style, String title) {
        body.append(text("<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"2.6\"><title>", style, x(atX), y(atY)))
                .append(Html.escape(title))
                .append("</title></circle>\n");
        return this;
    }

    Svg bar(double from, double to, double top, String style) {
        body.append(text(
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>%n",
                style, x(from) + 0.5, y(top), Math.max(0.5, x(to) - x(from) - 1), y(y0) - y(top)));
        return this;
    }

    /** A word under the axis, or beside it. */
    Svg tickX(double value, String label) {
        // The last one has no room on its right.
        String anchor = value >= x1 ? "end" : "middle";
        double at = value >= x1 ? width - 1 : x(value);
        body.append(text("<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">", at, height - 6, anchor))
                .append(Html.escape(label))
                .append("</text>\n");
        return this;
    }

    Svg tickY(double value, String label) {
        body.append(text(
                        "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
                        LEFT, width - RIGHT, y(value), y(value)))
                .append(text("<text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">", LEFT - 4, y(value) + 3.5))
                .append(Html.escape(label))
                .append("</text>\n");
        return this;
    }

    /** Five ticks of numbers. */
    Svg ticksY(String format) {
        for (int i = 0; i <= 4; i++) {
            double value = y0 + (y1 - y0) * i / 4;
            tickY(value, text(format, value));
        }
        return this;
    }

    Svg ticksX(String format) {
        for (int i = 0; i <= 4; i++) {
            double value = x0 + (x1 - x0) * i / 4;
            tickX(value, text(format, value));
        }
        return this;
    }

    String draw(String label) {
        return text("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"", width, height) + Html.escape(label)
                + "\">\n" + body + "</svg>";
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
