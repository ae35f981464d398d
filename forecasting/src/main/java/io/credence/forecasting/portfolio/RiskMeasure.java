package io.credence.forecasting.portfolio;

import io.credence.forecasting.distribution.Interval;
import java.util.List;

/** Value at risk or expected shortfall of a portfolio, a loss in the values' currency, and what each name does to it. */
public record RiskMeasure(Simulated total, List<Contribution> contributions) {

    public RiskMeasure {
        contributions = List.copyOf(contributions);
    }

    /** What the names alone would need, less what they need together. */
    public double diversification() {
        return contributions.stream().mapToDouble(Contribution::standalone).sum() - total.value();
    }

    /**
     * An interval that holds the measure for whatever part of its own interval each name's figure is in: each name's losses
     * are stretched by as much as its figure may be, and components say by how much the measure then moves, to first order.
     * The width of names whose errors are independent is smaller.
     *
     * @param relative per name, the ends of its figure's posterior interval over the figure, less 1
     */
    public Interval posterior(List<Interval> relative) {
        double low = total.value();
        double high = total.value();
        for (int i = 0; i < contributions.size(); i++) {
            double component = contributions.get(i).component();
            Interval stretch = relative.get(i);
            low += Math.min(component * stretch.low(), component * stretch.high());
            high += Math.max(component * stretch.low(), component * stretch.high());
        }
        return new Interval(low, high);
    }
}
