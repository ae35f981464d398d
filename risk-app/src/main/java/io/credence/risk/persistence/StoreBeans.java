package io.credence.risk.persistence;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.credence.risk.config.CredenceConfig;
import io.credence.risk.port.HistoryStore;
import io.credence.risk.port.IncidentDesk;
import io.credence.risk.port.ModelStore;
import io.credence.risk.port.RetentionStore;
import io.credence.risk.port.RiskQueries;
import io.credence.risk.port.ShadowStore;
import io.credence.risk.port.StreamStore;
import io.credence.risk.port.WebhookOutbox;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The ports over one pool in the service. The pool is built from {@code credence.db} rather than {@code quarkus.datasource},
 * so that service and commands share their keys; it opens connections when asked, so the service starts without a database
 * and says so.
 */
@ApplicationScoped
class StoreBeans {

    private static final int POOL = 8;

    /** How long a caller waits for a connection, and an idle one is trusted without a look. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AgroalDataSource pool;
    private final Connections connections;
    private final String topicPrefix;
    private final boolean webhook;

    StoreBeans(CredenceConfig config) throws SQLException {
        DbAddress address = DbAddress.of(config.db());
        pool = AgroalDataSource.from(pool(address));
        connections = new Connections(pool, address);
        topicPrefix = config.kafka().topicPrefix().orElse("");
        webhook = config.webhook().url().isPresent();
    }

    private static AgroalDataSourceConfigurationSupplier pool(DbAddress address) {
        return new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(POOL)
                        .acquisitionTimeout(PATIENCE)
                        .idleValidationTimeout(PATIENCE)
                        .exceptionSorter(new PostgreSQLExceptionSorter())
                        .connectionFactoryConfiguration(factory -> factory(factory, address)));
    }

    private static AgroalConnectionFactoryConfigurationSupplier factory(
            AgroalConnectionFactoryConfigurationSupplier factory, DbAddress address) {
        factory.jdbcUrl(address.fullUrl())
                .connectionProviderClass(org.postgresql.Driver.class)
                .principal(new NamePrincipal(address.user()));
        String password = address.password();
        return password == null ? factory : factory.credential(new SimplePassword(password));
    }

    @PreDestroy
    void close() {
        pool.close();
    }

    @Produces
    @ApplicationScoped
    StreamStore streamStore() {
        return new JdbcStreamStore(connections, topicPrefix, webhook);
    }

    @Produces
    @ApplicationScoped
    IncidentDesk incidentDesk() {
        return new JdbcIncidentDesk(connections, topicPrefix, webhook);
    }

    @Produces
    @ApplicationScoped
    WebhookOutbox webhookOutbox() {
        return new JdbcWebhookOutbox(connections);
    }

    @Produces
    @ApplicationScoped
    ModelStore modelStore() {
        return new JdbcModelStore(connections, topicPrefix);
    }

    @Produces
    @ApplicationScoped
    ShadowStore shadowStore() {
        return new JdbcShadowStore(connections, topicPrefix);
    }

    @Produces
    @ApplicationScoped
    HistoryStore historyStore() {
        return new JdbcHistoryStore(connections);
    }

    @Produces
    @ApplicationScoped
    RetentionStore retentionStore() {
        return new JdbcRetentionStore(connections);
    }

    @Produces
    @ApplicationScoped
    RiskQueries riskQueries() {
        return new JdbcRiskQueries(connections);
    }
}
