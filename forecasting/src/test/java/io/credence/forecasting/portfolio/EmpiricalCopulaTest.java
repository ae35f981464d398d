package io.credence.forecasting.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.distribution.GaussianReturn;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmpiricalCopulaTest {

    private static final double[][] CORRELATION = {{1, 0.6}, {0.6, 1}};
    private static final List<GaussianReturn> TWO = List.of(new GaussianReturn(0, 1), new GaussianReturn(0, 2));

    /** Ranks are all of 1 to n in each name, and the same names' order as the PITs'. */
    @Test
    void ranksAreThoseOfTheLatestRows() {
        double[][] pits = DependenceFitTest.sample(CORRELATION, 5, 700, 1);
        EmpiricalCopula copula = EmpiricalCopula.of(pits);
        assertThat(copula.rows()).isEqualTo(500);
        for (int i = 0; i < 2; i++) {
            int name = i;
            double[] latest = Arrays.copyOfRange(pits[i], 200, 700);
            for (int row = 0; row < 500; row++) {
                double own = latest[row];
                long under = DoubleStream.of(latest).filter(pit -> pit <= own).count();
                assertThat(copula.rank(name, row)).isEqualTo((int) under);
            }
        }
    }

    /** PITs at an atom say nothing of order: two names that are all ties go together no more than by chance. */
    @Test
    void tiesAreNoDependence() {
        EmpiricalCopula copula = EmpiricalCopula.of(new double[][] {new double[500], new double[500]});
        int[] first =
                IntStream.range(0, 500).map(row -> copula.rank(0, row) - 1).toArray();
        int[] second =
                IntStream.range(0, 500).map(row -> copula.rank(1, row) - 1).toArray();
        assertThat(KendallTau.of(first, second)).isBetween(-0.1, 0.1);
        assertThat(Arrays.stream(first).sum()).isEqualTo(500 * 499 / 2);
    }

    /** Each name is uniform whatever the ranks: the mean of the order statistics' laws is. */
    @Test
    void namesAreUniform() {
        CopulaSampler sampler = CopulaSampler.of(EmpiricalCopula.of(DependenceFitTest.sample(CORRELATION, 5, 400, 2)));
        double[][] sample = sampler.draw(new SplittableRandom(3), 20_000);
        for (double[] name : sample) {
            double[] sorted = name.clone();
            Arrays.sort(sorted);
            double largest = IntStream.range(0, sorted.length)
                    .mapToDouble(k -> Math.abs(sorted[k] - (k + 0.5) / sorted.length))
                    .max()
                    .orElseThrow();
            assertThat(largest).isLessThan(0.015);
        }
    }

    /** Of Gaussian rows it is the Gaussian copula but for noise: VaR of the sum has its closed form. */
    @Test
    void gaussianRowsGiveTheGaussianPortfolio() {
        double[][] pits = DependenceFitTest.sample(CORRELATION, Double.POSITIVE_INFINITY, 500, 4);
        DependenceFit fit = DependenceFit.of(pits, 1);
        assertThat(fit.copula()).isInstanceOf(EmpiricalCopula.class);
        assertThat(fit.empiricalRows()).isEqualTo(500);
        ConfidenceLevel level = new ConfidenceLevel(0.975);
        for (double[] values : new double[][] {{100, 100}, {100, -50}}) {
            double variance = values[0] * values[0] + 4 * values[1] * values[1] + 4 * 0.6 * values[0] * values[1];
            double exact = 1.959964 * Math.sqrt(variance) / 100;
            PortfolioRisk risk = PortfolioRisk.of(
                            Scenarios.draw(fit.copula(), TWO, ScenarioPlan.STANDARD), values, List.of(level))
                    .getFirst();
            assertThat(Math.log(risk.valueAtRisk().total().value() / exact)).isCloseTo(0, within(0.12));
        }
    }

    /**
     * What a t copula cannot say: names that go together but for one day in twenty, on which one falls alone. The hedge is broken then,
     * and VaR 99 % of a long-short book must be of that day's size.
     */
    @Test
    void aHedgeThatFailsInTheExtremesIsSeen() {
        Random random = new Random(5);
        double[][] pits = new double[2][500];
        for (int row = 0; row < 500; row++) {
            double common = random.nextDouble();
            boolean alone = row % 20 == 0;
            pits[0][row] = alone ? 0.001 * random.nextDouble() : common;
            pits[1][row] = alone ? random.nextDouble() : common + 0.01 * random.nextDouble();
        }
        pits[1] = Arrays.stream(pits[1]).map(u -> Math.min(1, u)).toArray();
        DependenceFit fit = DependenceFit.of(pits, 1);
        double[] book = {100, -100};
        List<GaussianReturn> alike = List.of(new GaussianReturn(0, 1), new GaussianReturn(0, 1));
        List<ConfidenceLevel> level = List.of(new ConfidenceLevel(0.99));
        double empirical = total(fit.copula(), alike, book, level);
        double shape = total(fit.dependence(), alike, book, level);
        assertThat(empirical).isGreaterThan(1.25 * shape);
    }

    @Test
    void componentsAddUpToTheMeasure() {
        DependenceFit fit = DependenceFit.of(DependenceFitTest.sample(CORRELATION, 4, 500, 8), 1);
        PortfolioRisk risk = PortfolioRisk.of(
                        Scenarios.draw(fit.copula(), TWO, ScenarioPlan.STANDARD),
                        new double[] {100, -70},
                        List.of(new ConfidenceLevel(0.99)))
                .getFirst();
        for (RiskMeasure measure : List.of(risk.valueAtRisk(), risk.expectedShortfall())) {
            double sum = measure.contributions().stream()
                    .mapToDouble(Contribution::component)
                    .sum();
            assertThat(sum / measure.total().value()).isCloseTo(1, within(1e-9));
        }
    }

    private static double total(
            Copula copula, List<GaussianReturn> forecasts, double[] book, List<ConfidenceLevel> level) {
        return PortfolioRisk.of(Scenarios.draw(copula, forecasts, ScenarioPlan.STANDARD), book, level)
                .getFirst()
                .valueAtRisk()
                .total()
                .value();
    }

    @Test
    void fewRowsAreLeftToTheTCopula() {
        DependenceFit fit = DependenceFit.of(DependenceFitTest.sample(CORRELATION, 5, 249, 6), 1);
        assertThat(fit.copula()).isEqualTo(fit.dependence());
        assertThat(fit.empiricalRows()).isZero();
        assertThat(DependenceFit.of(DependenceFitTest.sample(CORRELATION, 5, 499, 6), 2)
                        .empiricalRows())
                .isZero();
    }

    @Test
    void noRowsAreRefused() {
        assertThatThrownBy(() -> EmpiricalCopula.of(new double[2][0])).hasMessageContaining("at least one row");
    }

    /** Mean and variance of a gamma are its shape. */
    @Test
    void gammaDrawsHaveTheirMoments() {
        SplittableRandom random = new SplittableRandom(7);
        for (double shape : new double[] {1, 3, 250}) {
            double[] draws = IntStream.range(0, 40_000)
                    .mapToDouble(i -> GammaDraws.draw(shape, random))
                    .toArray();
            double mean = Arrays.stream(draws).average().orElseThrow();
            double variance = Arrays.stream(draws)
                    .map(x -> (x - mean) * (x - mean))
                    .average()
                    .orElseThrow();
            assertThat(mean / shape).isCloseTo(1, within(0.025));
            assertThat(variance / shape).isCloseTo(1, within(0.06));
        }
    }
}
