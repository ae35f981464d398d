package io.credence.bnn.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credence.bnn.density.Targets;
import io.credence.bnn.inference.Info;
import io.credence.bnn.inference.mcmc.ChainOptions;
import io.credence.bnn.inference.mcmc.Chains;
import io.credence.bnn.inference.mcmc.Nuts;
import io.credence.bnn.posterior.StoredDraws;
import io.credence.bnn.random.Key;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class TraceTest {

    @Test
    void figuresOfStepsBecomeTraces() {
        List<Trace> traces = Trace.of(List.of(
                Info.of(1, -5, 4).with("kl", 2),
                Info.of(2, -4, 4),
                Info.of(3, -3, 4).with("kl", 1)));
        assertThat(traces).extracting(Trace::name).containsExactly("objective", "kl");
        assertThat(traces.get(0).values()).containsExactly(-5, -4, -3);
        assertThat(traces.get(1).values()).containsExactly(2, Double.NaN, 1);
        assertThat(traces.get(1).steps()).containsExactly(1, 2, 3);
    }

    @Test
    void aSpikeInALongTraceIsDrawn() throws Exception {
        double[] steps = IntStream.range(0, 100_000).asDoubleStream().toArray();
        double[] values = new double[steps.length];
        values[51_234] = 1;
        String points = polyline(new TracePlot("spike", List.of(new Trace("a < b", steps, values))));
        String[] drawn = points.trim().split(" ");
        assertThat(drawn.length).isLessThan(1_500);
        assertThat(Arrays.stream(drawn).map(point -> point.split(",")[1])).contains("28.0", "212.0");
    }

    @Test
    void valuesThatAreNotFiniteAreLeftOut() throws Exception {
        Trace trace = new Trace("x", new double[] {1, 2, 3}, new double[] {1, Double.NaN, 2});
        assertThat(polyline(new TracePlot("gap", List.of(trace))).trim().split(" "))
                .hasSize(2);
        Trace none = new Trace("x", new double[] {1}, new double[] {Double.NaN});
        assertThat(polyline(new TracePlot("none", List.of(none)))).isEmpty();
    }

    @Test
    void aPageNamesWhatHasNotConverged() throws Exception {
        Nuts nuts = new Nuts(
                Targets.gaussian(2, 1),
                Nuts.Options.withDefaults()
                        .withChains(ChainOptions.withDefaults().withWarmUp(200)));
        Chains state = nuts.run(Key.of(1), 1_200);
        StoredDraws draws = nuts.posterior(state);
        Convergence stuck = Convergence.of(new double[][] {{0, 1, 0, 1, 0, 1}, {9, 8, 9, 8, 9, 8}});
        List<Convergence> figures = List.of(Convergence.of(draws).getFirst(), stuck);
        String page = ConvergencePage.html(
                "a & b", List.of("fine", "stuck"), figures, 3, List.of(new TracePlot("fine", Trace.of(draws, 0))));
        assertThat(page)
                .contains("Not converged: stuck.")
                .contains("3 steps diverged")
                .contains("a &amp; b");
        assertThat(parse(page.substring(page.indexOf("<svg"), page.indexOf("</svg>") + 6))
                        .getElementsByTagName("polyline")
                        .getLength())
                .isEqualTo(4);
    }

    @Test
    void shapesThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> new Trace("x", new double[2], new double[3])).hasMessageContaining("2 steps and 3");
        assertThatThrownBy(() -> new TracePlot("x", List.of())).hasMessageContaining("no trace");
        assertThatThrownBy(() -> ConvergencePage.html("x", List.of("a"), List.of(), 0, List.of()))
                .hasMessageContaining("1 names and 0");
    }

    private static String polyline(TracePlot plot) throws Exception {
        return parse(plot.svg())
                .getElementsByTagName("polyline")
                .item(0)
                .getAttributes()
                .getNamedItem("points")
                .getNodeValue();
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }
}
