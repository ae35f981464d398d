package io.credence.risk.demo;

import io.credence.migrations.Migrations;
import io.credence.risk.config.CredenceConfig;
import io.credence.risk.embedded.ChildProcess;
import io.credence.risk.embedded.EmbeddedBroker;
import io.credence.risk.embedded.EmbeddedDatabase;
import io.credence.risk.messaging.TopicAdmin;
import io.credence.risk.persistence.DbAddress;
import io.credence.risk.persistence.Schema;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Broker and database of a run. Each is embedded unless the environment names a real one; on a real one the run works only
 * in a schema and topics of its own name, and drops only those.
 */
final class Servers implements AutoCloseable {

    private static final String[] TOPICS = {
        "market.ticks",
        "market.bars",
        "risk.forecasts",
        "risk.alerts",
        "risk.seals",
        "training.jobs",
        "market.ticks.dlq"
    };

    private final String run;
    private final boolean kept;
    private final @Nullable EmbeddedBroker broker;
    private final @Nullable EmbeddedDatabase database;
    private final String bootstrap;
    private final DbAddress address;

    private Servers(
            String run,
            boolean kept,
            @Nullable EmbeddedBroker broker,
            @Nullable EmbeddedDatabase database,
            CredenceConfig config) {
        this.run = run;
        this.kept = kept;
        this.broker = broker;
        this.database = database;
        this.bootstrap = broker == null ? config.kafka().bootstrap() : broker.bootstrap();
        this.address = database == null
                ? DbAddress.of(config.db()).withSchema("credence_demo_" + run)
                : new DbAddress(database.url(), EmbeddedDatabase.USER, null, "credence");
    }

    /** Starts what is embedded, both at once, and returns before they are ready. */
    static Servers start(RunFolder folder, String run, CredenceConfig config, Map<String, String> environment) {
        EmbeddedDatabase database =
                environment.containsKey("CREDENCE_DB_URL") ? null : EmbeddedDatabase.start(folder.path("postgres"));
        EmbeddedBroker broker =
                environment.containsKey("CREDENCE_KAFKA_BOOTSTRAP") ? null : EmbeddedBroker.start(folder.path("kafka"));
        return new Servers(run, folder.isKept(), broker, database, config);
    }

    DbAddress address() {
        return address;
    }

    String bootstrap() {
        return bootstrap;
    }

    String ticks() {
        return topicPrefix() + TOPICS[0];
    }

    /** On a broker of others our topics carry the run's name. */
    String topicPrefix() {
        return broker == null ? "credence_demo_" + run + "." : "";
    }

    /** Waits for the database and brings its schema up to date. */
    Migrations.Outcome migrate() {
        if (database != null) {
            database.awaitReady();
        }
        return Schema.migrate(address);
    }

    /** Waits for the broker and makes the topics. */
    void createTopics(int partitions) {
        if (broker != null) {
            broker.awaitReady();
        }
        try (TopicAdmin admin = TopicAdmin.of(bootstrap)) {
            for (String topic : TOPICS) {
                admin.create(topicPrefix() + topic, topic.equals(TOPICS[0]) ? partitions : 1);
            }
        }
    }

    /** What children need to find the servers. */
    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("CREDENCE_DB_URL", address.url());
        environment.put("CREDENCE_DB_USER", address.user());
        String password = address.password();
        if (password != null) {
            environment.put("CREDENCE_DB_PASSWORD", password);
        }
        environment.put("CREDENCE_DB_SCHEMA", address.schema());
        environment.put("CREDENCE_KAFKA_BOOTSTRAP", bootstrap);
        environment.put("CREDENCE_KAFKA_GROUP", "credence_demo_" + run);
        if (!topicPrefix().isEmpty()) {
            environment.put("CREDENCE_KAFKA_TOPIC_PREFIX", topicPrefix());
        }
        return environment;
    }

    /** @throws io.credence.risk.embedded.ChildFailedException when an embedded server has ended by itself */
    void check() {
        if (database != null) {
            check(database.process());
        }
        if (broker != null) {
            check(broker.process());
        }
    }

    private static void check(ChildProcess process) {
        if (!process.isAlive()) {
            throw process.failed("has ended in the middle of the stream");
        }
    }

    /** Stops what is embedded; on real servers drops what the run made, unless it is kept. */
    @Override
    public void close() {
        if (database == null && !kept) {
            Schema.drop(address);
        }
        if (broker == null && !kept) {
            deleteTopics();
        }
        if (broker != null) {
            broker.close();
        }
        if (database != null) {
            database.close();
        }
    }

    private void deleteTopics() {
        try (TopicAdmin admin = TopicAdmin.of(bootstrap)) {
            admin.delete(
                    Arrays.stream(TOPICS).map(topic -> topicPrefix() + topic).toList());
        }
    }
}
