package io.credence.risk.persistence;

import io.credence.risk.port.OutboxRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes of champions, inside a transaction. */
final class Promotions {

    static final String CHAMPION = "select version from promotion order by sequence desc limit 1";

    private static final String PROMOTE = """
            insert into promotion (version, previous, reason, run_id)
            values (?, (select version from promotion order by sequence desc limit 1), ?, ?)""";

    private static final String ANNOUNCE = """
            insert into outbox (lane, id, topic, key, value) values (?, gen_random_uuid(), ?, ?, convert_to(
              json_build_object('event', ?::text, 'version', ?::text, 'reason', ?::text, 'run', ?::bigint)::text, 'UTF8'))""";

    /** Whoever is on trial was compared with the champion that goes. */
    private static final String END_TRIAL = """
            with gone as (
              update shadow set ended_at = now(), verdict = case when version = ? then 'promoted' else 'dropped' end,
                report = json_build_object('reason', case when version = ? then ?::text
                  else 'the champion that it was compared with was replaced by ' || ? end)
              where ended_at is null returning version)
            update model_version set state = 'retired' where version in (select version from gone) and state = 'shadow'""";

    private final String topic;

    /** @param topic that announces promotions */
    Promotions(String topic) {
        this.topic = topic;
    }

    /** Lets one promotion or trial go on at a time, so that each names the champion that it replaced. */
    static void takeTurns(Connection connection) throws SQLException {
        new Query("lock table promotion in share row exclusive mode").update(connection);
    }

    static Optional<String> champion(Connection connection) throws SQLException {
        return new Query(CHAMPION).first(connection, row -> row.getString(1));
    }

    /** A version that is the champion already is left alone. */
    boolean enthrone(Connection connection, String version, String reason, @Nullable Long runId) throws SQLException {
        if (champion(connection).equals(Optional.of(version))) {
            return false;
        }
        new Query(END_TRIAL, version, version, reason, version).update(connection);
        new Query("update model_version set state = 'retired' where state = 'champion'").update(connection);
        if (new Query("update model_version set state = 'champion' where version = ?", version).update(connection)
                == 0) {
            throw new IllegalArgumentException("model version " + version
                    + " is not registered, so it cannot become the champion. Maybe register it first.");
        }
        new Query(PROMOTE, version, reason, runId).update(connection);
        announce(connection, "promoted", version, reason, runId);
        return true;
    }

    void announce(Connection connection, String event, String version, String reason, @Nullable Long runId)
            throws SQLException {
        new Query(ANNOUNCE, OutboxRow.CONTROL, topic, version, event, version, reason, runId).update(connection);
    }
}
