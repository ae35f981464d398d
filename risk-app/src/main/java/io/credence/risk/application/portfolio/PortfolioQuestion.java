package io.credence.risk.application.portfolio;

import io.credence.forecasting.distribution.ConfidenceLevel;
import java.util.List;

/**
 * What is asked.
 *
 * @param holdings at least one, each of another instrument
 * @param horizon in bars
 * @param seed of the scenarios
 */
public record PortfolioQuestion(List<Holding> holdings, List<ConfidenceLevel> levels, int horizon, long seed) {

    public PortfolioQuestion {
        holdings = List.copyOf(holdings);
        levels = List.copyOf(levels);
    }

    List<String> instruments() {
        return holdings.stream().map(Holding::instrument).toList();
    }
}
