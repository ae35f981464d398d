package io.credence.risk.application.portfolio;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.distribution.Interval;
import io.credence.forecasting.market.BarSpec;
import io.credence.forecasting.portfolio.DependenceFit;
import io.credence.forecasting.portfolio.LiquidityHorizon;
import io.credence.forecasting.portfolio.LiquidityShortfall;
import io.credence.forecasting.portfolio.PortfolioRisk;
import io.credence.forecasting.portfolio.ScenarioPlan;
import io.credence.forecasting.portfolio.Scenarios;
import io.credence.risk.application.portfolio.PortfolioResult.Level;
import io.credence.risk.application.portfolio.PortfolioResult.Line;
import io.credence.risk.application.portfolio.PortfolioResult.Liquidity;
import io.credence.risk.port.DistributionReader;
import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.RiskQueries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Answers questions about portfolios. One is computed at a time, so that the stream keeps a core and the heap its room. */
public final class PortfolioCalculation {

    /** The posterior probability of intervals. */
    public static final double INTERVAL_MASS = 0.9;

    private static final double MILLIS_A_DAY = Duration.ofDays(1).toMillis();

    private final RiskQueries queries;
    private final String spec;
    private final ReentrantLock one = new ReentrantLock(true);

    /** @param spec the bar length, as {@code 1m} */
    public PortfolioCalculation(RiskQueries queries, String spec) {
        this.queries = queries;
        this.spec = spec;
    }

    /**
     * Answers.
     *
     * @throws MissingDataException when an instrument has no forecast, or too few rows are there to tell how they move together
     * @throws io.credence.forecasting.model.CorruptModelException when a forecast's model cannot be loaded any more
     */
    public PortfolioResult answer(PortfolioQuestion question, DistributionReader reader) {
        one.lock();
        try {
            return computed(question, reader);
        } finally {
            one.unlock();
        }
    }

    private PortfolioResult computed(PortfolioQuestion question, DistributionReader reader) {
        List<Line> lines = lines(question);
        List<ForecastDistribution> forecasts = lines.stream()
                .map(line -> reader.read(
                        line.forecast().modelVersion(), line.forecast().distribution()))
                .toList();
        DependenceFit dependence = new CommonPits(queries, spec).dependence(question.instruments(), question.horizon());
        ScenarioPlan plan = ScenarioPlan.STANDARD.withSeed(question.seed());
        Scenarios scenarios = Scenarios.draw(dependence.copula(), forecasts, plan);
        double[] values = lines.stream().mapToDouble(Line::value).toArray();
        List<Level> levels = PortfolioRisk.of(scenarios, values, question.levels()).stream()
                .map(risk -> level(risk, forecasts))
                .toList();
        return new PortfolioResult(
                newest(lines),
                lines,
                dependence,
                scenarios.count(),
                levels,
                liquidity(question, scenarios, values).orElse(null));
    }

    private List<Line> lines(PortfolioQuestion question) {
        List<ForecastRow> rows = new ArrayList<>();
        List<String> without = new ArrayList<>();
        for (String instrument : question.instruments()) {
            newest(instrument, question.horizon()).ifPresentOrElse(rows::add, () -> without.add(instrument));
        }
        if (!without.isEmpty()) {
            throw noForecast(without, question.horizon());
        }
        Instant newest = newestOrigin(rows);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Holding holding = question.holdings().get(i);
            ForecastRow row = rows.get(i);
            Duration behind = Duration.between(row.key().origin(), newest);
            lines.add(new Line(holding, row, holding.value(row.price()), behind));
        }
        return lines;
    }

    private Optional<ForecastRow> newest(String instrument, int horizon) {
        return queries.latest(instrument, spec).stream()
                .filter(row -> row.key().horizon() == horizon)
                .findFirst();
    }

    private static MissingDataException noForecast(List<String> without, int horizon) {
        String names = String.join(", ", without);
        return new MissingDataException(
                "no forecast for " + horizon + " bars is stored yet of " + names
                        + ". Maybe the model is still being trained, or the first bars are still to come.",
                Map.of("missing", names, "horizon", String.valueOf(horizon)));
    }

    private static Instant newest(List<Line> lines) {
        return newestOrigin(lines.stream().map(Line::forecast).toList());
    }

    private static Instant newestOrigin(List<ForecastRow> rows) {
        return rows.stream()
                .map(row -> row.key().origin())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static Level level(PortfolioRisk risk, List<ForecastDistribution> forecasts) {
        return new Level(
                risk,
                risk.valueAtRisk().posterior(relative(risk.level(), forecasts, PortfolioCalculation::valueAtRisk)),
                risk.expectedShortfall()
                        .posterior(relative(risk.level(), forecasts, PortfolioCalculation::expectedShortfall)));
    }

    private static List<Interval> relative(
            ConfidenceLevel level,
            List<ForecastDistribution> forecasts,
            BiFunction<ForecastDistribution, ConfidenceLevel, Interval> figure) {
        return forecasts.stream().map(forecast -> figure.apply(forecast, level)).toList();
    }

    private static Interval valueAtRisk(ForecastDistribution forecast, ConfidenceLevel level) {
        return over(forecast.valueAtRisk(level), forecast.valueAtRiskInterval(level, INTERVAL_MASS));
    }

    private static Interval expectedShortfall(ForecastDistribution forecast, ConfidenceLevel level) {
        return over(forecast.expectedShortfall(level), forecast.expectedShortfallInterval(level, INTERVAL_MASS));
    }

    /**
     * The interval over its figure, less 1; a figure that is no loss stretches nothing. That of losses stands in for the gains
     * that a short position loses by, of which forecasts give no interval.
     */
    private static Interval over(double figure, Interval interval) {
        return figure > 0
                ? new Interval(interval.low() / figure - 1, interval.high() / figure - 1)
                : new Interval(0, 0);
    }

    private Optional<Liquidity> liquidity(PortfolioQuestion question, Scenarios scenarios, double[] values) {
        List<@Nullable LiquidityHorizon> named = new ArrayList<>();
        question.holdings().forEach(holding -> named.add(holding.horizon()));
        if (named.stream().anyMatch(Objects::isNull)) {
            return Optional.empty();
        }
        List<LiquidityHorizon> horizons =
                named.stream().map(Objects::requireNonNull).toList();
        double days = question.horizon() * BarSpec.parse(spec).length().toMillis() / MILLIS_A_DAY;
        double scaling = Math.sqrt(LiquidityShortfall.BASE_DAYS / days);
        return Optional.of(new Liquidity(LiquidityShortfall.of(scenarios, values, horizons, scaling), scaling));
    }
}
