package io.credence.risk.cli;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.model.Attribution;
import io.credence.risk.application.Comparison;
import io.credence.risk.application.Predictors;
import io.credence.risk.application.Recomputation;
import io.credence.risk.config.CredenceConfig;
import io.credence.risk.persistence.Connections;
import io.credence.risk.persistence.DbAddress;
import io.credence.risk.persistence.JdbcHistoryStore;
import io.credence.risk.persistence.JdbcModelStore;
import io.credence.risk.persistence.JdbcReplayQueries;
import io.credence.risk.persistence.JdbcRiskQueries;
import io.credence.risk.port.ForecastKey;
import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.RiskQueries;
import io.credence.risk.port.ScoreRow;
import io.credence.risk.registry.Registries;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Shows a stored forecast with what it was made from, and computes it again. */
@Command(
        name = "explain",
        sortOptions = false,
        description = {
            "Show a stored forecast and what became of it; compute it again.",
            "",
            "Database and registry come from the environment, as for 'serve'. With",
            "--recompute it exits 1 when the forecast was changed in the store or does",
            "not come out again: byte for byte on the engine and processor that made",
            "it, within 1e-5 elsewhere. --attribution says which features of which",
            "bars moved its value at risk and its epistemic part, by integrated",
            "gradients from what the model says after average bars; the parts sum to",
            "the figure, and beside them stands how far slopes can be trusted."
        })
final class ExplainCommand implements Callable<Integer> {

    private static final String FROM_REST = "/api/v1/instruments/NAME/forecasts";

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FORECAST_ID",
            converter = ForecastId.class,
            description = "As REST and the topic of forecasts give it.")
    private UUID id;

    @Option(
            names = "--recompute",
            description = "Compute it again from the nearest stored state and the bars since, and compare.")
    private boolean recompute;

    @Option(
            names = "--attribution",
            description = "Say which lags and features moved the value at risk and its epistemic part.")
    private boolean attribution;

    @Option(
            names = "--lags",
            paramLabel = "BARS",
            defaultValue = "12",
            description = "How many of the last bars it tells apart. Default: ${DEFAULT-VALUE}.")
    private int lags;

    @Option(
            names = "--level",
            defaultValue = "0.99",
            description = "Of the value at risk that it explains. Default: ${DEFAULT-VALUE}.")
    private double level;

    @Option(names = "--json", description = "Print the attribution as JSON, and nothing else.")
    private boolean json;

    @Mixin
    private final Stores stores = new Stores();

    @Override
    public Integer call() {
        requireSense();
        CredenceConfig config = stores.config();
        Connections connections = Connections.plain(DbAddress.of(config.db()));
        RiskQueries queries = new JdbcRiskQueries(connections);
        ForecastRow forecast = queries.forecast(id)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no forecast has the id " + id + ". Maybe take one from GET " + FROM_REST + "."));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(AttributionJson.of(forecast, attribution(connections, config, forecast)));
            out.flush();
            return 0;
        }
        ForecastText.print(
                out,
                forecast,
                new JdbcModelStore(connections, "").version(forecast.modelVersion()),
                outcome(queries, forecast.key()));
        boolean holds = !recompute || recomputed(out, connections, config, forecast);
        if (attribution) {
            AttributionText.of(attribution(connections, config, forecast)).forEach(out::println);
        }
        out.flush();
        return holds ? 0 : 1;
    }

    private void requireSense() {
        if (lags < 1 || !(level > 0.5 && level < 1)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--lags " + lags + " --level " + level
                            + ": there must be at least 1 bar, and a level between 0.5 and 1");
        }
        if (json && (!attribution || recompute)) {
            throw new ParameterException(
                    spec.commandLine(), "--json prints an attribution alone. Maybe --attribution --json?");
        }
    }

    private static Optional<ScoreRow> outcome(RiskQueries queries, ForecastKey key) {
        if (!key.lane().equals(ForecastKey.CHAMPION)) {
            return Optional.empty();
        }
        List<ScoreRow> scores = queries.scores(
                key.instrument(), key.spec(), key.horizon(), key.origin().minusMillis(1), key.origin(), 1);
        return scores.stream().findFirst();
    }

    private static boolean recomputed(
            PrintWriter out, Connections connections, CredenceConfig config, ForecastRow stored) {
        try (Predictors predictors = predictors(config)) {
            Recomputation.Result again = recomputation(connections, predictors).of(stored);
            Comparison comparison = Comparison.of(stored, again.forecast());
            ForecastText.print(out, again, comparison);
            return comparison.holds();
        }
    }

    private Attribution attribution(Connections connections, CredenceConfig config, ForecastRow stored) {
        try (Predictors predictors = predictors(config)) {
            return recomputation(connections, predictors).attribution(stored, lags, new ConfidenceLevel(level));
        }
    }

    private static Predictors predictors(CredenceConfig config) {
        return new Predictors(Registries.of(config), config.horizons());
    }

    private static Recomputation recomputation(Connections connections, Predictors predictors) {
        return new Recomputation(new JdbcHistoryStore(connections), new JdbcReplayQueries(connections), predictors);
    }

    /** An id as texts have it, or what is wrong with the text. */
    static final class ForecastId implements ITypeConverter<UUID> {

        @Override
        public UUID convert(String text) {
            try {
                return UUID.fromString(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'" + text + "' is no forecast's id, which looks like "
                        + "7a6362bd-6107-5de7-c5fd-a1b3424fd097. Maybe take one from GET " + FROM_REST + ".");
            }
        }
    }
}
