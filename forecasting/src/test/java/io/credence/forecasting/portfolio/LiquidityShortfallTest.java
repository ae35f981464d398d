package io.credence.forecasting.portfolio;

import static io.credence.forecasting.portfolio.LiquidityHorizon.DAYS_10;
import static io.credence.forecasting.portfolio.LiquidityHorizon.DAYS_120;
import static io.credence.forecasting.portfolio.LiquidityHorizon.DAYS_20;
import static io.credence.forecasting.portfolio.LiquidityHorizon.DAYS_40;
import static io.credence.forecasting.portfolio.LiquidityHorizon.DAYS_60;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.distribution.GaussianReturn;
import io.credence.forecasting.portfolio.LiquidityShortfall.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The formula of MAR33.4, worked by hand, since the standard prints no example. */
final class LiquidityShortfallTest {

    /** Weights 10, 10, 20, 20 and 60 days over 10: {@code 100^2 + 80^2 + 2 50^2 + 2 30^2 + 6 10^2 = 23,800}. */
    @Test
    void fiveHorizonsByHand() {
        LiquidityShortfall shortfall = LiquidityShortfall.of(List.of(
                new Step(DAYS_10, 100),
                new Step(DAYS_20, 80),
                new Step(DAYS_40, 50),
                new Step(DAYS_60, 30),
                new Step(DAYS_120, 10)));
        assertThat(shortfall.value()).isCloseTo(Math.sqrt(23_800), within(1e-12));
    }

    /** One name's shortfall grows by the square root of its horizon over 10 days. */
    @Test
    void oneNameGrowsByTheSquareRootOfTime() {
        Scenarios scenarios =
                Scenarios.draw(Dependence.independent(1), List.of(new GaussianReturn(0, 1)), ScenarioPlan.STANDARD);
        double base = of(scenarios, DAYS_10);
        assertThat(of(scenarios, DAYS_20)).isCloseTo(base * Math.sqrt(2), within(1e-9));
        assertThat(of(scenarios, DAYS_60)).isCloseTo(base * Math.sqrt(6), within(1e-9));
        assertThat(of(scenarios, DAYS_120)).isCloseTo(base * Math.sqrt(12), within(1e-9));
    }

    private static double of(Scenarios scenarios, LiquidityHorizon horizon) {
        return LiquidityShortfall.of(scenarios, new double[] {100}, List.of(horizon), 1)
                .value();
    }

    /** Two independent Gaussian names, 10 and 40 days: {@code k^2 ((a^2 + b^2) + b^2 + 2 b^2)}. */
    @Test
    void namesOfShorterHorizonsAreHeldStill() {
        Scenarios scenarios = Scenarios.draw(
                Dependence.independent(2),
                List.of(new GaussianReturn(0, 0.01), new GaussianReturn(0, 0.01)),
                ScenarioPlan.STANDARD);
        double k = new GaussianReturn(0, 0.01).expectedShortfall(LiquidityShortfall.LEVEL) / 100;
        LiquidityShortfall found =
                LiquidityShortfall.of(scenarios, new double[] {3000, -2000}, List.of(DAYS_10, DAYS_40), 2);
        double expected = 2 * k * Math.sqrt(9e6 + 4e6 + 4e6 + 2 * 4e6);
        assertThat(found.value()).isCloseTo(expected, within(0.01 * expected));
        assertThat(found.steps()).hasSize(5);
        assertThat(found.steps().getLast().expectedShortfall()).isZero();
    }

    @Test
    void horizonsByTheirDays() {
        assertThat(LiquidityHorizon.ofDays(60)).contains(DAYS_60);
        assertThat(LiquidityHorizon.ofDays(15)).isEmpty();
    }
}
