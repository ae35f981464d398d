package io.credence.forecasting.portfolio;

import io.credence.forecasting.distribution.ConfidenceLevel;
import java.util.ArrayList;
import java.util.List;

/**
 * VaR and ES of a portfolio at a level, with the simulation's standard errors and each name's contribution.
 *
 * @param valueAtRisk its diversification may be negative: VaR is not sub-additive
 * @param expectedShortfall never under the VaR; its diversification is never negative
 */
public record PortfolioRisk(ConfidenceLevel level, RiskMeasure valueAtRisk, RiskMeasure expectedShortfall) {

    /** The highest level: of the standard plan's scenarios 65 are beyond it. */
    public static final double MOST_LEVEL = 0.999;

    /**
     * Measures a portfolio at several levels.
     *
     * @param values what is held of each name in one currency, negative where it is sold short; finite
     * @return one for each level, in their order
     * @throws IllegalArgumentException when there is not one finite value for each name of the scenarios, or a level is
     *     over {@link #MOST_LEVEL}
     */
    public static List<PortfolioRisk> of(Scenarios scenarios, double[] values, List<ConfidenceLevel> levels) {
        check(scenarios, values);
        levels.forEach(PortfolioRisk::check);
        Losses total = new Losses(PortfolioLosses.total(scenarios, values));
        Losses smooth = new Losses(PortfolioLosses.smoothTotal(scenarios, values));
        List<AtLevel> measured = levels.stream()
                .map(level -> new AtLevel(level, total, smooth, scenarios.plan()))
                .toList();
        for (int i = 0; i < values.length; i++) {
            double[] unit = PortfolioLosses.ofUnit(scenarios, i);
            Losses alone = Losses.ofName(scenarios, i, values[i]);
            Losses others = new Losses(PortfolioLosses.less(total.values(), alone.values()));
            for (AtLevel each : measured) {
                each.add(values[i], unit, alone, others);
            }
        }
        return measured.stream().map(AtLevel::risk).toList();
    }

    private static void check(Scenarios scenarios, double[] values) {
        if (values.length != scenarios.names()) {
            throw new IllegalArgumentException("there are " + values.length + " values for " + scenarios.names()
                    + " names; there must be one for each");
        }
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("value of a position is " + value + "; it must be finite");
            }
        }
    }

    private static void check(ConfidenceLevel level) {
        if (level.value() > MOST_LEVEL) {
            throw new IllegalArgumentException("level is " + level.value() + "; of simulated losses it must be at most "
                    + MOST_LEVEL + ". Maybe the tail of a single name's forecast is what you want.");
        }
    }

    /** A level's figures, to which names are added one after the other: the losses of all at once would fill the memory. */
    private static final class AtLevel {

        private final ConfidenceLevel level;
        private final Simulated valueAtRisk;
        private final Simulated expectedShortfall;
        private final Conditional conditional;
        private final List<Contribution> toRisk = new ArrayList<>();
        private final List<Contribution> toShortfall = new ArrayList<>();

        AtLevel(ConfidenceLevel level, Losses total, Losses smooth, ScenarioPlan plan) {
            this.level = level;
            this.valueAtRisk = plan.simulated(total, smooth, losses -> losses.valueAtRisk(level.value()));
            this.expectedShortfall = plan.simulated(total, smooth, losses -> losses.expectedShortfall(level.value()));
            this.conditional = new Conditional(total, level.value(), valueAtRisk.value());
        }

        void add(double value, double[] unit, Losses alone, Losses others) {
            double at = level.value();
            double marginalRisk = conditional.atValueAtRisk(unit);
            double marginalShortfall = conditional.beyond(unit);
            toRisk.add(new Contribution(
                    alone.valueAtRisk(at),
                    marginalRisk,
                    positiveZero(value * marginalRisk),
                    positiveZero(valueAtRisk.value() - others.valueAtRisk(at))));
            toShortfall.add(new Contribution(
                    alone.expectedShortfall(at),
                    marginalShortfall,
                    positiveZero(value * marginalShortfall),
                    positiveZero(expectedShortfall.value() - others.expectedShortfall(at))));
        }

        PortfolioRisk risk() {
            return new PortfolioRisk(
                    level, new RiskMeasure(valueAtRisk, toRisk), new RiskMeasure(expectedShortfall, toShortfall));
        }

        private static double positiveZero(double value) {
            return 0.0 + value;
        }
    }
}
