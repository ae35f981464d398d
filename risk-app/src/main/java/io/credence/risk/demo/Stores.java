package io.credence.risk.demo;

import io.credence.risk.persistence.Connections;
import io.credence.risk.persistence.DbAddress;
import io.credence.risk.persistence.JdbcHistoryStore;
import io.credence.risk.persistence.JdbcIncidentDesk;
import io.credence.risk.persistence.JdbcModelStore;
import io.credence.risk.persistence.JdbcRiskQueries;
import io.credence.risk.port.HistoryStore;
import io.credence.risk.port.IncidentDesk;
import io.credence.risk.port.ModelStore;
import io.credence.risk.port.RiskQueries;

/** The supervisor's own way into the run's database. */
record Stores(HistoryStore history, ModelStore models, RiskQueries queries, IncidentDesk incidents) {

    static Stores of(DbAddress address, String topicPrefix) {
        Connections connections = Connections.plain(address);
        return new Stores(
                new JdbcHistoryStore(connections),
                new JdbcModelStore(connections, topicPrefix),
                new JdbcRiskQueries(connections),
                new JdbcIncidentDesk(connections, topicPrefix, false));
    }
}
