package io.credence.risk.cli;

import io.credence.forecasting.market.BarSpec;
import io.credence.risk.application.Audit;
import io.credence.risk.application.ChainCheck;
import io.credence.risk.application.OutcomeCheck;
import io.credence.risk.application.Predictors;
import io.credence.risk.application.PublishedHeads;
import io.credence.risk.application.training.Material;
import io.credence.risk.application.training.PromotionCheck;
import io.credence.risk.config.CredenceConfig;
import io.credence.risk.messaging.MessagingException;
import io.credence.risk.messaging.SealTopic;
import io.credence.risk.persistence.Connections;
import io.credence.risk.persistence.DbAddress;
import io.credence.risk.persistence.JdbcHistoryStore;
import io.credence.risk.persistence.JdbcLedgerQueries;
import io.credence.risk.persistence.JdbcModelStore;
import io.credence.risk.port.LedgerQueries;
import io.credence.risk.port.ModelFiles;
import io.credence.risk.port.PublishedHead;
import io.credence.risk.port.Seal;
import io.credence.risk.registry.Registries;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Computes chains, scores, e-values and promotions again, and says what is not as it was written. */
@Command(
        name = "verify",
        sortOptions = false,
        description = {
            "Compute chains, scores, e-values and promotions again; find what was changed.",
            "",
            "Reads the store, the registry and, where it can be reached, the topic of",
            "seals; all come from the environment, as for 'serve'. Exits 1 when a row,",
            "a head, a score, an e-value, an alert or a verdict does not hold."
        })
final class VerifyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--from",
            paramLabel = "INSTANT",
            description =
                    "Leave out forecasts of earlier origins, as 2024-01-31T00:00:00Z. E-values are then followed from"
                            + " the next change of models on.")
    private @Nullable Instant from;

    @Option(names = "--json", description = "Print one JSON object with every finding.")
    private boolean json;

    @Mixin
    private final Stores stores = new Stores();

    @Override
    public Integer call() {
        CredenceConfig config = stores.config();
        Connections connections = Connections.plain(DbAddress.of(config.db()));
        Audit audit = new Audit();
        String unread = chains(config, connections, audit);
        outcomes(config, connections, audit);
        AuditText text = new AuditText(audit, unread);
        spec.commandLine().getOut().print(json ? text.json() : text.text());
        spec.commandLine().getOut().flush();
        return audit.holds() ? 0 : 1;
    }

    private Instant begin() {
        return from == null ? Instant.EPOCH : from;
    }

    /** @return why Kafka's heads were not read; null when they were */
    private @Nullable String chains(CredenceConfig config, Connections connections, Audit audit) {
        String topic = config.kafka().topicPrefix().orElse("") + "risk.seals";
        LedgerQueries queries = new JdbcLedgerQueries(connections, topic);
        // In this order: a seal that was committed by now waits in the outbox by now, or is on the topic.
        List<Seal> newest = queries.newestSeals();
        Set<String> waiting = queries.waitingHeads();
        PublishedHeads heads = PublishedHeads.NONE;
        String unread = null;
        try {
            List<PublishedHead> read = SealTopic.read(config.kafka().bootstrap(), topic);
            heads = PublishedHeads.of(read, waiting);
        } catch (MessagingException e) {
            unread = e.getMessage();
        }
        try (Progress progress = Progress.of("chains", "forecasts")) {
            new ChainCheck(queries, heads, audit, begin(), progress).run(newest);
        }
        return unread;
    }

    private void outcomes(CredenceConfig config, Connections connections, Audit audit) {
        ModelFiles files = Registries.of(config);
        JdbcHistoryStore history = new JdbcHistoryStore(connections);
        LedgerQueries queries = new JdbcLedgerQueries(connections, "");
        try (Predictors predictors = new Predictors(files, config.horizons());
                Progress progress = Progress.of("scores and e-values", "instruments")) {
            new OutcomeCheck(queries, history, predictors, audit, begin()).run(progress);
        }
        try (Progress progress = Progress.of("promotions", "trials")) {
            JdbcModelStore models = new JdbcModelStore(connections, "");
            Material material = new Material(
                    BarSpec.parse(config.bars()),
                    config.horizons(),
                    config.retrain().window());
            new PromotionCheck(models, history, files, material, audit).run(progress);
        }
    }
}
