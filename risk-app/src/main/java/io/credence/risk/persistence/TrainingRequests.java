package io.credence.risk.persistence;

import io.credence.risk.port.Batch.RetrainRequest;
import io.credence.risk.port.OutboxRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Enters training runs and announces the new ones, in one statement. */
final class TrainingRequests {

    private static final String SQL = """
            with asked as (
              insert into training_run (scope, night, cause) select * from unnest(?::text[], ?::text[], ?::text[])
              on conflict (scope, night) do nothing returning id, scope, night, cause)
            insert into outbox (lane, id, topic, key, value)
            select ?, gen_random_uuid(), ?, scope, convert_to(json_build_object(
              'event', 'requested', 'run', id, 'scope', scope, 'night', night, 'cause', cause)::text, 'UTF8')
            from asked""";

    private static final String ALONE = "select 1 from training_run where state in ('queued', 'running') limit 1";

    /**
     * One run at a time, of the gravest incident first; a champion that nobody accuses is left alone. One that has learnt from nothing since the
     * change stands accused with the one before it.
     */
    private static final String FOR_INCIDENT = """
            with due as (
              select i.id, i.since, i.cause, (select count(*) from training_run r where r.incident = i.id) as tried
              from incident i
              cross join (select m.version, coalesce((m.provenance ->> 'trained_until')::timestamptz, 'infinity') as learnt_until
                from promotion p join model_version m on m.version = p.version order by p.sequence desc limit 1) champion
              where i.state <> 'resolved' and i.cause in ('epistemic', 'calibration') and cardinality(i.confirmed) > 0
                and exists (select 1 from alert a where a.incident = i.id and a.cleared_at is null
                  and (a.model_version = champion.version or champion.learnt_until <= i.since))
                and not exists (select 1 from training_run where state in ('queued', 'running'))
                and not exists (select 1 from training_run where incident is not null
                  and ended_at > now() - ? * interval '1 millisecond')
              order by i.cause, i.opened_at limit 1),
            asked as (
              insert into training_run (scope, night, cause, incident, since)
              select ?, 'incident-' || id || '-' || (tried + 1), 'incident: ' || cause, id, since from due
              on conflict (scope, night) do nothing returning id, scope, night, cause),
            announced as (
              insert into outbox (lane, id, topic, key, value)
              select ?, gen_random_uuid(), ?, scope, convert_to(json_build_object(
                'event', 'requested', 'run', id, 'scope', scope, 'night', night, 'cause', cause)::text, 'UTF8')
              from asked)
            select id from asked""";

    private final String topic;

    /** @param topicPrefix stands before the topic's name */
    TrainingRequests(String topicPrefix) {
        this.topic = topicPrefix + "training.jobs";
    }

    /** The topic that announces runs and promotions. */
    String topic() {
        return topic;
    }

    /** Whether a run waits or is under way. */
    static boolean isUnderWay(Connection connection) throws SQLException {
        return new Query(ALONE).first(connection, row -> row.getInt(1)).isPresent();
    }

    Query forIncident(Duration coolDown) {
        return new Query(FOR_INCIDENT, coolDown.toMillis(), RetrainRequest.ALL, OutboxRow.CONTROL, topic);
    }

    Query of(List<RetrainRequest> requests) {
        return new Query(
                SQL,
                requests.stream().map(RetrainRequest::scope).toArray(String[]::new),
                requests.stream().map(RetrainRequest::night).toArray(String[]::new),
                requests.stream().map(RetrainRequest::cause).toArray(String[]::new),
                OutboxRow.CONTROL,
                topic);
    }
}
