package io.credence.forecasting.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.distribution.ConfidenceLevel;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

/** Values that others have published. */
class GoldenHitTestsTest {

    private static final ConfidenceLevel P95 = new ConfidenceLevel(0.95);
    private static final ConfidenceLevel P99 = new ConfidenceLevel(0.99);

    /** MathWorks, Risk Management Toolbox, documentation of varbacktest.pof; to the digits printed. */
    @Test
    void kupiec() {
        KupiecTest test = KupiecTest.withDefaults().withReference(Reference.ASYMPTOTIC);
        KupiecTest.Result normal = test.test(hits(P95, 1043, 57));
        assertThat(normal.statistic()).isCloseTo(0.46147, within(5e-6));
        assertThat(normal.pValue()).isCloseTo(0.49694, within(5e-6));
        KupiecTest.Result student = test.test(hits(P99, 1043, 17));
        assertThat(student.statistic()).isCloseTo(3.5118, within(5e-5));
        assertThat(student.pValue()).isCloseTo(0.060933, within(5e-7));
    }

    /** Counts of the vignette of the R package rugarch, whose printed LR 0 and p 1 are an underflow of the likelihood. */
    @Test
    void kupiecDoesNotUnderflow() {
        KupiecTest.Result result =
                KupiecTest.withDefaults().withReference(Reference.ASYMPTOTIC).test(hits(P95, 4523, 253));
        assertThat(result.statistic()).isCloseTo(3.23677, within(5e-6));
        assertThat(result.pValue()).isCloseTo(0.0720024, within(5e-8));
    }

    /** MathWorks, documentation of varbacktest.cc and cci: 932, 53, 53 and 4 transitions. */
    @Test
    void christoffersen() {
        boolean[] exceeded = new boolean[1043];
        // 49 lone hits and 4 runs of two; the first and the last day have none.
        for (int i = 0; i < 49; i++) {
            exceeded[10 + 4 * i] = true;
        }
        for (int i = 0; i < 4; i++) {
            exceeded[400 + 6 * i] = true;
            exceeded[401 + 6 * i] = true;
        }
        Hits hits = Hits.of(P95, exceeded);
        assertThat(hits.count()).isEqualTo(57);
        var independence = ChristoffersenTest.ofIndependence()
                .withReference(Reference.ASYMPTOTIC)
                .test(hits);
        assertThat(independence.consecutive()).isEqualTo(4);
        assertThat(independence.statistic()).isCloseTo(0.25866, within(5e-6));
        assertThat(independence.pValue()).isCloseTo(0.61104, within(5e-6));
        var conditional = ChristoffersenTest.ofConditionalCoverage()
                .withReference(Reference.ASYMPTOTIC)
                .test(hits);
        assertThat(conditional.statistic()).isCloseTo(0.72013, within(5e-6));
        assertThat(conditional.pValue()).isCloseTo(0.69763, within(5e-6));
    }

    /**
     * ARCHModels.jl, docs/src/usage.md: in-sample 1 % value at risk of its Gaussian GARCH on the mark/pound returns, one lag;
     * regressors a constant, the last hit, the value at risk.
     */
    @Test
    void dynamicQuantile() {
        double[] returns = SharedData.lines("daily/dmbp_returns.csv").stream()
                .skip(1)
                .mapToDouble(Double::parseDouble)
                .toArray();
        double[] risk = valueAtRisk(returns);
        assertThat(Arrays.stream(risk).sum()).isCloseTo(2077.0976454790807, within(0.002));
        boolean[] exceeded = new boolean[returns.length];
        for (int i = 0; i < returns.length; i++) {
            exceeded[i] = -returns[i] > risk[i];
        }
        var result = DynamicQuantileTest.withDefaults()
                .withLags(1)
                .withReference(Reference.ASYMPTOTIC)
                .test(Hits.of(P99, exceeded), risk);
        assertThat(result.pValue()).isCloseTo(2.3891461144184955e-11, within(2e-15));
    }

    private static double[] valueAtRisk(double[] returns) {
        double mu = -0.00616637;
        double variance =
                Arrays.stream(returns).map(r -> (r - mu) * (r - mu)).average().orElseThrow();
        double z = NormalDistribution.of(0, 1).inverseCumulativeProbability(0.01);
        double[] risk = new double[returns.length];
        for (int i = 0; i < returns.length; i++) {
            risk[i] = -mu - z * Math.sqrt(variance);
            double shock = returns[i] - mu;
            variance = 0.0107606 + 0.153411 * shock * shock + 0.805875 * variance;
        }
        return risk;
    }

    private static Hits hits(ConfidenceLevel level, int days, int count) {
        boolean[] exceeded = new boolean[days];
        Arrays.fill(exceeded, 0, count, true);
        return Hits.of(level, exceeded);
    }
}
