package io.credence.forecasting.bench.worlds;

import io.credence.bnn.bench.Benchmark;
import io.credence.bnn.bench.Report;
import io.credence.forecasting.dataset.Names;
import io.credence.forecasting.model.UnivariateCatalogue;
import io.credence.forecasting.model.bayesian.stochastic.StochasticVolatility;
import io.credence.forecasting.model.bayesian.volatility.BayesianVolatility;
import io.credence.forecasting.model.univariate.UnivariateModel;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How near each model comes to the true risk of simulated markets, and how often posterior intervals hold it. */
@Command(name = "worlds", description = "Hold models' VaR and ES against the truth of simulated markets.")
public final class WorldsBenchmark extends Benchmark {

    /** Not of the catalogue: a member of {@code bayesian} alone, which some of the worlds contain, and a model that is slow to fit. */
    private static final List<UnivariateModel> BESIDE =
            List.of(BayesianVolatility.withDefaults(), StochasticVolatility.withDefaults());

    @Option(
            names = "--models",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Models by name, with commas (default: all of the catalogue that need no ranges; bayes-rgjr-skewt and sv-t may be named too).")
    private List<String> models = UnivariateCatalogue.names().stream()
            .filter(name -> !name.startsWith("rgjr") && !name.equals("panel"))
            .toList();

    @Option(names = "--worlds", split = ",", paramLabel = "TEXT", description = "Worlds by name (default: all).")
    private List<String> worlds = World.ALL.stream().map(World::name).toList();

    @Option(names = "--paths", description = "Paths for models with posterior intervals (default: ${DEFAULT-VALUE}).")
    private int paths = 60;

    @Option(names = "--peer-paths", description = "Paths for the others, the first ones (default: ${DEFAULT-VALUE}).")
    private int peerPaths = 10;

    @Option(names = "--training", description = "Days that models are fitted on (default: ${DEFAULT-VALUE}).")
    private int training = 1500;

    @Option(names = "--scored", description = "Days that follow, every tenth scored (default: ${DEFAULT-VALUE}).")
    private int scored = 250;

    @Option(names = "--seed", description = "Of the paths (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Override
    protected Report measure() {
        check();
        List<UnivariateModel> chosen =
                models.stream().map(WorldsBenchmark::model).toList();
        Report report = Report.of("worlds", Tally.COLUMNS.toArray(String[]::new));
        for (String name : worlds) {
            run(named(name), chosen, report);
        }
        return report.note(
                        "VaR and ES at 97.5 %, one day. rmse and bias are of log forecast less log truth, over the first "
                                + peerPaths
                                + " paths for every model; covered: the share of days whose 90 % posterior interval holds"
                                + " the truth, over " + paths
                                + " paths, and its standard error over paths; wanted 0.85 to 0.95.")
                .note(
                        "Truth: the law of the next return given all returns so far and the world's own parameters, by exact filters"
                                + " where the state is latent. 'state': the law given the latent state too, which nobody can know.")
                .note("Fitted once on " + training + " days, then followed for " + scored
                        + ". Models that are fed with ranges are left out: there are none."
                        + " A dash for rmse: the model's VaR was not a loss on some day.");
    }

    private void check() {
        if (paths < 2 || peerPaths < 1 || peerPaths > paths || training < 300 || scored < 1) {
            throw new IllegalArgumentException("--paths " + paths + ", --peer-paths " + peerPaths + ", --training "
                    + training + " and --scored " + scored
                    + ": there must be at least 2 paths, 1 to as many for peers, 300 days of"
                    + " training and 1 scored. Maybe leave them out.");
        }
    }

    private static UnivariateModel model(String name) {
        return BESIDE.stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseGet(() -> UnivariateCatalogue.named(name));
    }

    private static World named(String name) {
        List<String> names = World.ALL.stream().map(World::name).toList();
        return World.ALL.stream()
                .filter(world -> world.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "world is '" + name + "'; it must be one of " + names + ". " + Names.maybe(name, names)));
    }

    private void run(World world, List<UnivariateModel> chosen, Report report) {
        progress(world.name());
        List<Trial> trials = IntStream.range(0, paths)
                .parallel()
                .mapToObj(i -> Trial.of(world, training, scored, new SplittableRandom(seed * 1_000_003 + i)))
                .toList();
        for (UnivariateModel model : chosen) {
            Tally near = Tally.of(found(model, trials.subList(0, peerPaths)));
            Tally wide = near.hasIntervals() ? Tally.of(found(model, trials)) : near;
            report.row(near.row(world.name(), model.name(), wide));
        }
    }

    private static List<Trial.Found> found(UnivariateModel model, List<Trial> trials) {
        return trials.stream().parallel().map(trial -> trial.run(model)).toList();
    }
}
