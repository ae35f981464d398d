package io.credence.forecasting.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.distribution.GaussianReturn;
import io.credence.forecasting.distribution.Interval;
import io.credence.forecasting.distribution.LocationScaleReturn;
import io.credence.forecasting.distribution.StudentTLaw;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PortfolioRiskTest {

    private static final ConfidenceLevel LEVEL = new ConfidenceLevel(0.99);
    private static final double[][] CORRELATION = {{1, 0.5, -0.3}, {0.5, 1, 0.2}, {-0.3, 0.2, 1}};
    /** So small that log returns and simple ones are the same but for 1 in 10,000. */
    private static final double[] SCALES = {0.010, 0.006, 0.004};

    private static final double[] VALUES = {1e6, 3e6, -2e6};

    @ParameterizedTest
    @ValueSource(doubles = {0.95, 0.975, 0.99})
    void gaussianNamesHaveTheClosedForm(double level) {
        PortfolioRisk risk = risk(gaussian(), VALUES, level);
        double tail = 1 - level;
        double z = -NormalDistribution.of(0, 1).inverseCumulativeProbability(tail);
        double shortfall = NormalDistribution.of(0, 1).density(z) / tail;
        holds(risk.valueAtRisk(), z);
        holds(risk.expectedShortfall(), shortfall);
    }

    /** A t copula with t margins of its own degrees of freedom is the multivariate t, in which every sum is a t. */
    @ParameterizedTest
    @ValueSource(doubles = {0.95, 0.975, 0.99})
    void tNamesHaveTheClosedForm(double level) {
        StudentTLaw law = new StudentTLaw(5);
        Scenarios scenarios = Scenarios.draw(
                new Dependence(CORRELATION, 5),
                marginals(scale -> new LocationScaleReturn(0, scale, law)),
                ScenarioPlan.STANDARD);
        PortfolioRisk risk = risk(scenarios, VALUES, level);
        holds(risk.valueAtRisk(), -law.quantile(1 - level));
        holds(risk.expectedShortfall(), -law.lowerTailMean(1 - level));
    }

    /** Total {@code k sd}, component {@code k cov_i / sd}, with k the standard law's figure. */
    private static void holds(RiskMeasure measure, double k) {
        double[] covariances = covariances();
        double sd = Math.sqrt(dot(VALUES, covariances));
        double error = measure.total().standardError();
        assertThat(error).isBetween(1e-4 * k * sd, 0.012 * k * sd);
        assertThat(measure.total().value()).isCloseTo(k * sd, within(3.5 * error + 2e-4 * k * sd));
        for (int i = 0; i < VALUES.length; i++) {
            double component = k * VALUES[i] * covariances[i] / sd;
            Contribution found = measure.contributions().get(i);
            assertThat(found.component()).isCloseTo(component, within(0.03 * k * sd));
            assertThat(found.marginal() * VALUES[i]).isCloseTo(found.component(), within(1e-9 * sd));
            assertThat(found.standalone()).isCloseTo(k * SCALES[i] / 100 * Math.abs(VALUES[i]), within(4e-3 * k * sd));
        }
    }

    private static double[] covariances() {
        double[] covariances = new double[VALUES.length];
        for (int i = 0; i < VALUES.length; i++) {
            for (int j = 0; j < VALUES.length; j++) {
                covariances[i] += CORRELATION[i][j] * SCALES[i] / 100 * SCALES[j] / 100 * VALUES[j];
            }
        }
        return covariances;
    }

    @Test
    void componentsAddUpToTheMeasure() {
        PortfolioRisk risk = risk(heavy(1), VALUES, 0.99);
        for (RiskMeasure measure : List.of(risk.valueAtRisk(), risk.expectedShortfall())) {
            double sum = measure.contributions().stream()
                    .mapToDouble(Contribution::component)
                    .sum();
            assertThat(sum)
                    .isCloseTo(
                            measure.total().value(),
                            within(1e-9 * measure.total().value()));
        }
    }

    /** A name alone: its own forecast's figures in currency, without noise. */
    @ParameterizedTest
    @ValueSource(doubles = {0.95, 0.975, 0.99, 0.995})
    void oneNameKeepsItsVar(double level) {
        ForecastDistribution forecast = new LocationScaleReturn(0.02, 1.5, new StudentTLaw(4));
        Scenarios scenarios = Scenarios.draw(Dependence.independent(1), List.of(forecast), ScenarioPlan.STANDARD);
        ConfidenceLevel asked = new ConfidenceLevel(level);
        double longLoss = -1000 * Math.expm1(-forecast.valueAtRisk(asked) / 100);
        double shortLoss = 1000 * Math.expm1(forecast.quantile(level) / 100);
        assertThat(risk(scenarios, new double[] {1000}, level)
                        .valueAtRisk()
                        .total()
                        .value())
                .isCloseTo(longLoss, within(2e-4 * longLoss));
        assertThat(risk(scenarios, new double[] {-1000}, level)
                        .valueAtRisk()
                        .total()
                        .value())
                .isCloseTo(shortLoss, within(2e-4 * shortLoss));
    }

    /** The truncated tail of a t with 4 degrees of freedom costs ES 2 in 1,000. */
    @Test
    void oneNameKeepsItsShortfall() {
        ForecastDistribution forecast = new LocationScaleReturn(0, 0.05, new StudentTLaw(4));
        Scenarios scenarios = Scenarios.draw(Dependence.independent(1), List.of(forecast), ScenarioPlan.STANDARD);
        double exact = 10 * forecast.expectedShortfall(LEVEL);
        assertThat(risk(scenarios, new double[] {1000}, 0.99)
                        .expectedShortfall()
                        .total()
                        .value())
                .isCloseTo(exact, within(2e-3 * exact));
    }

    @Test
    void perfectlyDependentNamesDiversifyNothing() {
        double near = 1 - 1e-9;
        Scenarios scenarios = Scenarios.draw(
                Dependence.gaussian(new double[][] {{1, near}, {near, 1}}),
                List.of(new GaussianReturn(0, 1), new LocationScaleReturn(0, 2, new StudentTLaw(4))),
                ScenarioPlan.STANDARD);
        PortfolioRisk risk = risk(scenarios, new double[] {100, 50}, 0.99);
        assertThat(risk.valueAtRisk().diversification())
                .isCloseTo(0, within(1e-3 * risk.valueAtRisk().total().value()));
        assertThat(risk.expectedShortfall().diversification())
                .isCloseTo(0, within(1e-3 * risk.expectedShortfall().total().value()));
    }

    @Test
    void aPositionAndItsHedgeLoseNothing() {
        PortfolioRisk risk = risk(heavy(1), new double[] {0, 0, 0}, 0.99);
        assertThat(risk.valueAtRisk().total()).isEqualTo(new Simulated(0, 0));
        assertThat(risk.expectedShortfall().total()).isEqualTo(new Simulated(0, 0));
        assertThat(risk.expectedShortfall().contributions()).allMatch(each -> each.component() == 0);
    }

    /** ES of any two portfolios together is at most the sum of theirs; here of seeded ones, with short positions. */
    @Test
    void shortfallIsSubAdditive() {
        Scenarios scenarios = heavy(1);
        double[][] portfolios = {{1, 2, 3}, {-4, 1, 0.5}, {3, -3, 1}, {0.1, 0, -2}, {5, 5, -5}};
        for (double[] left : portfolios) {
            for (double[] right : portfolios) {
                double[] both = new double[3];
                Arrays.setAll(both, i -> left[i] + right[i]);
                for (double level : new double[] {0.6, 0.95, 0.9871, 0.999}) {
                    double sum = shortfall(scenarios, left, level) + shortfall(scenarios, right, level);
                    assertThat(shortfall(scenarios, both, level)).isLessThanOrEqualTo(sum + 1e-12);
                }
            }
        }
    }

    @Test
    void shortfallIsNeverUnderTheVar() {
        for (double level : new double[] {0.51, 0.9, 0.99, 0.9871, 0.999}) {
            PortfolioRisk risk = risk(heavy(1), new double[] {1, -2, 0.5}, level);
            assertThat(risk.expectedShortfall().total().value())
                    .isGreaterThanOrEqualTo(risk.valueAtRisk().total().value());
        }
    }

    @Test
    void anotherCurrencyScalesAllFigures() {
        Scenarios scenarios = heavy(1);
        double[] cents = Arrays.stream(VALUES).map(value -> 100 * value).toArray();
        PortfolioRisk inUnits = risk(scenarios, VALUES, 0.99);
        PortfolioRisk inCents = risk(scenarios, cents, 0.99);
        scaled(inUnits.valueAtRisk(), inCents.valueAtRisk());
        scaled(inUnits.expectedShortfall(), inCents.expectedShortfall());
    }

    private static void scaled(RiskMeasure one, RiskMeasure hundred) {
        double total = one.total().value();
        assertThat(hundred.total().value()).isCloseTo(100 * total, within(1e-9 * total));
        for (int i = 0; i < VALUES.length; i++) {
            Contribution small = one.contributions().get(i);
            Contribution large = hundred.contributions().get(i);
            assertThat(large.component()).isCloseTo(100 * small.component(), within(1e-6 * total));
            assertThat(large.incremental()).isCloseTo(100 * small.incremental(), within(1e-6 * total));
            assertThat(large.marginal()).isCloseTo(small.marginal(), within(1e-12));
        }
    }

    @Test
    void theSameSeedGivesTheSameFiguresAndAnotherOthers() {
        PortfolioRisk risk = risk(heavy(1), VALUES, 0.99);
        assertThat(risk(heavy(1), VALUES, 0.99)).isEqualTo(risk);
        assertThat(risk(heavy(2), VALUES, 0.99)).isNotEqualTo(risk);
    }

    /** The error that is told is the one that is made: over 30 seeds, within chance of a ratio of 1. */
    @Test
    void standardErrorIsThatOfTheSimulation() {
        ScenarioPlan plan = new ScenarioPlan(512, 8, 0);
        double[] values = new double[30];
        double told = 0;
        for (int seed = 0; seed < values.length; seed++) {
            Simulated total = risk(heavy(plan.withSeed(seed)), new double[] {1, 1, 1}, 0.95)
                    .expectedShortfall()
                    .total();
            values[seed] = total.value();
            told += total.standardError() * total.standardError() / values.length;
        }
        double mean = Arrays.stream(values).average().orElseThrow();
        double made = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1);
        assertThat(Math.sqrt(told / made)).isBetween(0.7, 1.4);
    }

    @Test
    void incrementalIsWhatTheMeasureFallsByWithoutTheName() {
        Scenarios scenarios = heavy(1);
        double without = shortfall(scenarios, new double[] {VALUES[0], 0, VALUES[2]}, 0.99);
        RiskMeasure measure = risk(scenarios, VALUES, 0.99).expectedShortfall();
        assertThat(measure.contributions().get(1).incremental())
                .isCloseTo(measure.total().value() - without, within(1e-6));
    }

    @Test
    void posteriorIntervalsOfTheNamesWidenTheTotal() {
        RiskMeasure one = risk(heavy(1), new double[] {1, 0, 0}, 0.99).valueAtRisk();
        Interval none = new Interval(0, 0);
        Interval interval = one.posterior(List.of(new Interval(-0.1, 0.2), none, none));
        assertThat(interval.low()).isCloseTo(0.9 * one.total().value(), within(1e-9));
        assertThat(interval.high()).isCloseTo(1.2 * one.total().value(), within(1e-9));
    }

    @Test
    void aForecastOfAnyWidthGivesFiniteAmounts() {
        Scenarios scenarios = Scenarios.draw(
                Dependence.independent(2),
                List.of(new LocationScaleReturn(0, 1e6, new StudentTLaw(2.01)), new GaussianReturn(0, 1)),
                ScenarioPlan.STANDARD);
        PortfolioRisk risk = risk(scenarios, new double[] {-1, 0}, 0.99);
        assertThat(risk.expectedShortfall().total().value()).isCloseTo(1e6 - 1, within(1e-3));
        assertThat(risk.expectedShortfall().contributions()).allMatch(each -> Double.isFinite(each.component()));
    }

    @Test
    void refusesWhatIsNoPortfolio() {
        Scenarios scenarios = heavy(1);
        assertThatThrownBy(() -> risk(scenarios, new double[] {1, 2}, 0.99))
                .hasMessageContaining("2 values for 3 names");
        assertThatThrownBy(() -> risk(scenarios, new double[] {1, 2, Double.NaN}, 0.99))
                .hasMessageContaining("value of a position is NaN");
        assertThatThrownBy(() -> risk(scenarios, new double[] {1, 2, 3}, 0.9999))
                .hasMessageContaining("level is 0.9999");
        assertThatThrownBy(() -> Scenarios.draw(Dependence.independent(2), List.of(), ScenarioPlan.STANDARD))
                .hasMessageContaining("0 forecasts for 2 names");
    }

    private static Scenarios gaussian() {
        return Scenarios.draw(
                Dependence.gaussian(CORRELATION),
                marginals(scale -> new GaussianReturn(0, scale)),
                ScenarioPlan.STANDARD);
    }

    private static Scenarios heavy(long seed) {
        return heavy(ScenarioPlan.STANDARD.withSeed(seed));
    }

    private static Scenarios heavy(ScenarioPlan plan) {
        List<LocationScaleReturn> marginals = List.of(
                new LocationScaleReturn(0, 1, new StudentTLaw(3)),
                new LocationScaleReturn(0.1, 2, new StudentTLaw(8)),
                new LocationScaleReturn(0, 0.5, new StudentTLaw(4)));
        return Scenarios.draw(new Dependence(CORRELATION, 4), marginals, plan);
    }

    private static List<ForecastDistribution> marginals(Function<Double, ForecastDistribution> forecast) {
        return Arrays.stream(SCALES).boxed().map(forecast).toList();
    }

    private static PortfolioRisk risk(Scenarios scenarios, double[] values, double level) {
        return PortfolioRisk.of(scenarios, values, List.of(new ConfidenceLevel(level)))
                .getFirst();
    }

    private static double shortfall(Scenarios scenarios, double[] values, double level) {
        return new Losses(PortfolioLosses.total(scenarios, values)).expectedShortfall(level);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
