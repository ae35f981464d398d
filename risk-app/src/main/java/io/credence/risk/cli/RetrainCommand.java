package io.credence.risk.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.credence.forecasting.market.BarSpec;
import io.credence.forecasting.model.FitOptions;
import io.credence.forecasting.model.ModelCatalogue;
import io.credence.risk.application.training.Material;
import io.credence.risk.application.training.Outcome;
import io.credence.risk.application.training.Training;
import io.credence.risk.application.training.TrainingPlan;
import io.credence.risk.config.CredenceConfig;
import io.credence.risk.config.Environment;
import io.credence.risk.embedded.PipedChild;
import io.credence.risk.persistence.Connections;
import io.credence.risk.persistence.DbAddress;
import io.credence.risk.persistence.JdbcHistoryStore;
import io.credence.risk.persistence.JdbcModelStore;
import io.credence.risk.persistence.JdbcShadowStore;
import io.credence.risk.port.Batch.RetrainRequest;
import io.credence.risk.port.ModelStore;
import io.credence.risk.registry.Registries;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a challenger and judges it against the champion, in this JVM; the service swaps a promoted one in by itself. */
@Command(
        name = "retrain",
        sortOptions = false,
        description = {
            "Train a challenger on stored history; promote it or keep the champion.",
            "",
            "The challenger learns from all but the history's end and is compared by CRPS with the champion on bars",
            "that neither has seen. The last line on standard output is the outcome as JSON.",
            "Database, registry, bars and horizons come from the environment, as for 'serve'."
        })
final class RetrainCommand implements Callable<Integer> {

    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final int POLL_MILLIS = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    private CommandSpec spec;

    @ArgGroup
    private final What what = new What();

    @Option(names = "--scope", paramLabel = "NAMES", description = "Instruments, with commas; all by default.")
    private String scope = RetrainRequest.ALL;

    @Option(names = "--model", paramLabel = "NAME", description = "The model to fit.")
    private @Nullable String model;

    @Option(names = "--steps", paramLabel = "N", description = "Training steps.")
    private @Nullable String steps;

    @Option(names = "--seed", paramLabel = "S", description = "Fixes every random choice.")
    private @Nullable String seed;

    @Option(names = "--piped", hidden = true, description = "End when standard input ends.")
    private boolean piped;

    /** Which run. */
    static final class What {

        @Option(names = "--once", description = "Ask for a run by hand and carry it out (default).")
        private boolean once;

        @Option(names = "--claim", description = "Carry out the run that waits longest; do nothing when none does.")
        private boolean claim;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (piped) {
            PipedChild.exitWhenInputEnds(System.in);
        }
        CredenceConfig config = Environment.read(options());
        TrainingPlan plan = plan(config);
        Connections connections = Connections.plain(DbAddress.of(config.db()));
        ModelStore store =
                new JdbcModelStore(connections, config.kafka().topicPrefix().orElse(""));
        Training training = new Training(
                store,
                new JdbcShadowStore(connections, config.kafka().topicPrefix().orElse("")),
                new JdbcHistoryStore(connections),
                Registries.of(config),
                plan);
        try (Progress progress = Progress.of("training " + plan.model(), "steps")) {
            Optional<Outcome> outcome = what.claim
                    ? training.next(owner(), progress)
                    : Optional.of(new ByHand(store, training, owner(), progress).run(scope));
            return report(outcome);
        }
    }

    private Map<String, String> options() {
        Map<String, String> options = new HashMap<>();
        put(options, "credence.model", model);
        put(options, "credence.retrain.steps", steps);
        put(options, "credence.retrain.seed", seed);
        return options;
    }

    private static void put(Map<String, String> options, String key, @Nullable String value) {
        if (value != null) {
            options.put(key, value);
        }
    }

    /** Checks the names before a run is asked for: a typing error must not leave a failed run behind. */
    private static TrainingPlan plan(CredenceConfig config) {
        CredenceConfig.Retrain retrain = config.retrain();
        return new TrainingPlan(
                ModelCatalogue.named(config.model()).name(),
                new Material(BarSpec.parse(config.bars()), config.horizons(), retrain.window()),
                new FitOptions(retrain.seed(), retrain.steps()),
                retrain.continual(),
                Version.text(),
                LEASE,
                retrain.shadowNights(),
                retrain.checkpointEvery(),
                retrain.keepRejected());
    }

    private static String owner() {
        return ProcessHandle.current().pid() + "-" + UUID.randomUUID();
    }

    private int report(Optional<Outcome> outcome) {
        spec.commandLine().getOut().println(outcome.map(RetrainCommand::json).orElse("{\"state\":\"none\"}"));
        spec.commandLine().getOut().flush();
        return outcome.map(Outcome::isDone).orElse(true) ? 0 : 1;
    }

    private static String json(Outcome outcome) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("run", outcome.runId());
        fields.put("state", outcome.state());
        fields.put("challenger", outcome.challenger());
        fields.put("champion", outcome.champion());
        fields.put("report", outcome.report());
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the outcome cannot be written as JSON", e);
        }
    }

    /** Asks for a run of its own and sees it through, whoever carries it out: runs that waited longer come first. */
    private record ByHand(ModelStore store, Training training, String owner, Progress progress) {

        Outcome run(String scope) throws InterruptedException {
            long id = store.request(scope, "by-hand-" + UUID.randomUUID(), "by hand");
            while (true) {
                Optional<Outcome> outcome = training.next(owner, progress).filter(done -> done.runId() == id);
                Optional<Outcome> elsewhere = outcome.or(() -> store.run(id).flatMap(ByHand::ended));
                if (elsewhere.isPresent()) {
                    return elsewhere.get();
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        }

        private static Optional<Outcome> ended(ModelStore.Run run) {
            return run.endedAt() == null
                    ? Optional.empty()
                    : Optional.of(new Outcome(run.id(), run.state(), run.challenger(), run.champion(), run.report()));
        }
    }
}
