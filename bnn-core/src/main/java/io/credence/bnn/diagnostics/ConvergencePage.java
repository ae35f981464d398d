package io.credence.bnn.diagnostics;

import java.util.List;
import java.util.stream.IntStream;

/** An HTML page to look at: what did not converge first, then each parameter's figures, then plots. */
public final class ConvergencePage {

    private ConvergencePage() {}

    /**
     * The page.
     *
     * @param title shown above
     * @param names of the parameters, one for each of {@code convergences}
     * @param divergences since warm-up
     * @param plots any number
     */
    public static String html(
            String title, List<String> names, List<Convergence> convergences, long divergences, List<TracePlot> plots) {
        if (names.size() != convergences.size()) {
            throw new IllegalArgumentException("page has " + names.size() + " names and " + convergences.size()
                    + " convergences; it needs as many of both");
        }
        StringBuilder page = new StringBuilder(
                        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(TracePlot.escape(title))
                .append("</title></head>\n<body><h1>")
                .append(TracePlot.escape(title))
                .append("</h1>\n<p>")
                .append(TracePlot.escape(summary(names, convergences, divergences)))
                .append("</p>\n<table><tr><th>parameter</th><th>mean</th><th>sd</th><th>MCSE</th><th>R-hat</th>"
                        + "<th>bulk ESS</th><th>tail ESS</th></tr>\n");
        for (int i = 0; i < names.size(); i++) {
            row(page, names.get(i), convergences.get(i));
        }
        page.append("</table>\n");
        plots.forEach(plot -> page.append(plot.svg()));
        return page.append("</body></html>\n").toString();
    }

    /** In one sentence each: who has not converged, and divergences. */
    static String summary(List<String> names, List<Convergence> convergences, long divergences) {
        List<String> open = IntStream.range(0, names.size())
                .filter(i -> !convergences.get(i).reached())
                .mapToObj(names::get)
                .toList();
        String chains = open.isEmpty()
                ? "Chains agree: every R-hat is under 1.01 and every effective size over 400."
                : "Not converged: " + String.join(", ", open) + ". Maybe take more steps.";
        return divergences == 0
                ? chains
                : chains + " " + divergences
                        + " steps diverged: draws may miss where the density bends. Maybe raise the acceptance, or scale"
                        + " the parameters.";
    }

    private static void row(StringBuilder page, String name, Convergence c) {
        page.append("<tr><td>").append(TracePlot.escape(name)).append("</td>");
        for (double figure : new double[] {c.mean(), c.sd(), c.mcse(), c.rHat(), c.bulkEss(), c.tailEss()}) {
            page.append("<td>").append(TracePlot.number(figure)).append("</td>");
        }
        page.append("</tr>\n");
    }
}
