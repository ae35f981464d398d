package io.credence.bnn.bench.posteriors;

import io.credence.bnn.bench.Benchmark;
import io.credence.bnn.bench.Report;
import io.credence.bnn.inference.mcmc.ChainOptions;
import io.credence.bnn.inference.mcmc.Nuts;
import io.credence.bnn.random.Key;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code credence bench posteriors}. */
@Command(
        name = "posteriors",
        description = "NUTS against the reference draws of four published posteriors: convergence, means, cost.")
public final class PosteriorsBenchmark extends Benchmark {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "Folder with one folder for each posterior, as posteriordb names them.")
    private Path data = Path.of("");

    @Option(names = "--draws", paramLabel = "N", defaultValue = "2500", description = "Kept of each of four chains.")
    private int draws;

    @Option(names = "--acceptance", paramLabel = "P", defaultValue = "0.95", description = "Acceptance tuned to.")
    private double acceptance;

    @Option(names = "--metric", defaultValue = "DENSE", description = "One of ${COMPLETION-CANDIDATES}.")
    private ChainOptions.Shape metric = ChainOptions.Shape.DENSE;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of the chains.")
    private long seed;

    @Override
    protected Report measure() throws IOException {
        Report report = Report.of(
                "posteriors",
                "posterior",
                "parameters",
                "rhat_max",
                "bulk_ess_min",
                "tail_ess_min",
                "z_max",
                "divergences",
                "gradients",
                "seconds",
                "ess_per_second",
                "ess_per_1000_gradients");
        for (String name : ReferencePosterior.NAMES) {
            progress(name);
            add(report, ReferencePosterior.read(data, name));
        }
        return report.note("NUTS, 4 chains, 1000 steps of warm-up, " + draws + " draws kept of each, acceptance "
                        + acceptance + ", metric " + metric + ", seed " + seed + ".")
                .note("z_max: the largest distance of a mean from the reference draws' mean, in Monte Carlo standard"
                        + " errors of the two together.")
                .note("seconds and gradients include warm-up of the chains; one run before it warms the JVM up.");
    }

    private void add(Report report, ReferencePosterior reference) {
        Nuts.Options options = Nuts.Options.withDefaults()
                .withChains(
                        ChainOptions.withDefaults().withAcceptance(acceptance).withMetric(metric));
        int steps = options.chains().warmUp() + draws;
        new Nuts(reference.model(), options).run(Key.of(seed + 1), steps);
        long start = System.nanoTime();
        new Nuts(reference.model(), options).run(Key.of(seed), steps);
        double seconds = (System.nanoTime() - start) / 1e9;
        Recovery found = Recovery.of(reference, options, draws, Key.of(seed));
        report.row(
                reference.name(),
                reference.names().size(),
                found.rHat(),
                found.bulkEss(),
                found.tailEss(),
                found.largestZ(),
                found.divergences(),
                found.gradients(),
                seconds,
                found.bulkEss() / seconds,
                1_000 * found.bulkEss() / found.gradients());
    }
}
