package io.credence.risk.persistence;

import io.credence.risk.port.Batch.RetrainRequest;
import io.credence.risk.port.OutboxRow;
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

    private final String topic;

    /** @param topicPrefix stands before the topic's name */
    TrainingRequests(String topicPrefix) {
        this.topic = topicPrefix + "training.jobs";
    }

    /** The topic that announces runs and promotions. */
    String topic() {
        return topic;
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
