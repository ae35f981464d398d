package io.credence.risk.rest;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.portfolio.LiquidityHorizon;
import io.credence.forecasting.portfolio.PortfolioRisk;
import io.credence.risk.application.portfolio.Holding;
import io.credence.risk.application.portfolio.PortfolioQuestion;
import io.credence.risk.rest.body.PortfolioBody;
import io.credence.risk.rest.body.PortfolioBody.PositionBody;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a portfolio, and refuses with a problem what cannot be used. */
final class AskedPortfolio {

    static final int MOST_POSITIONS = 10_000;
    static final int MOST_INSTRUMENTS = 100;

    private static final int MOST_LEVELS = 5;
    /** Far over any portfolio, and its square is still finite. */
    private static final double LARGEST = 1e15;

    private AskedPortfolio() {}

    /** @throws ProblemException for the first thing that cannot be used */
    static PortfolioQuestion of(@Nullable PortfolioBody body, Asked asked) {
        if (body == null || body.positions() == null) {
            throw refused("positions", "missing", "a list of 1 to " + MOST_POSITIONS);
        }
        Map<String, Holding> holdings = holdings(body.positions());
        asked.instruments(holdings.keySet());
        return new PortfolioQuestion(
                List.copyOf(holdings.values()),
                levels(body.levels()),
                asked.horizon(body.horizon() == null ? "1" : String.valueOf(body.horizon())),
                body.seed() == null ? 1 : body.seed());
    }

    private static Map<String, Holding> holdings(List<@Nullable PositionBody> positions) {
        if (positions.isEmpty() || positions.size() > MOST_POSITIONS) {
            throw refused("positions", "a list of " + positions.size(), "a list of 1 to " + MOST_POSITIONS);
        }
        Map<String, Holding> holdings = new LinkedHashMap<>();
        for (int i = 0; i < positions.size(); i++) {
            Holding holding = holding("positions[" + i + "]", positions.get(i));
            holdings.merge(holding.instrument(), holding, Holding::plus);
        }
        if (holdings.size() > MOST_INSTRUMENTS) {
            throw refused(
                    "positions",
                    "of " + holdings.size() + " instruments",
                    "of at most " + MOST_INSTRUMENTS + ". Maybe leave out the smallest");
        }
        return holdings;
    }

    private static Holding holding(String name, @Nullable PositionBody position) {
        if (position == null) {
            throw refused(name, "null", "an object with instrument and quantity or notional");
        }
        String instrument = position.instrument();
        if (instrument == null || instrument.isBlank()) {
            throw refused(name + ".instrument", "missing", "an instrument's name");
        }
        if ((position.quantity() == null) == (position.notional() == null)) {
            String found = position.quantity() == null ? "without either" : "with both";
            throw refused(name, found, "of a quantity or of a notional");
        }
        return new Holding(
                instrument,
                amount(name + ".quantity", position.quantity()),
                amount(name + ".notional", position.notional()),
                horizon(name + ".liquidityHorizon", position.liquidityHorizon()));
    }

    private static double amount(String name, @Nullable Double amount) {
        if (amount != null && !(Math.abs(amount) <= LARGEST)) {
            throw refused(name, String.valueOf(amount), "a number of at most 1e15 in size");
        }
        return amount == null ? 0 : amount;
    }

    private static @Nullable LiquidityHorizon horizon(String name, @Nullable Integer days) {
        return days == null
                ? null
                : LiquidityHorizon.ofDays(days)
                        .orElseThrow(() -> refused(name, String.valueOf(days), "10, 20, 40, 60 or 120"));
    }

    private static List<ConfidenceLevel> levels(@Nullable List<@Nullable Double> levels) {
        if (levels == null) {
            return ConfidenceLevel.STANDARD;
        }
        if (levels.isEmpty() || levels.size() > MOST_LEVELS) {
            throw refused("levels", "a list of " + levels.size(), "a list of 1 to " + MOST_LEVELS);
        }
        return levels.stream().map(AskedPortfolio::level).distinct().toList();
    }

    private static ConfidenceLevel level(@Nullable Double level) {
        if (level == null || !(level > 0.5 && level <= PortfolioRisk.MOST_LEVEL)) {
            throw refused("level", String.valueOf(level), "a number over 0.5 and at most " + PortfolioRisk.MOST_LEVEL);
        }
        return new ConfidenceLevel(level);
    }

    private static ProblemException refused(String name, String found, String allowed) {
        return new ProblemException(
                Problem.PARAMETER, name + " is " + found + "; it must be " + allowed, Map.of(name, found));
    }
}
