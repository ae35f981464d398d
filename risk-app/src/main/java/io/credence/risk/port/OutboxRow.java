package io.credence.risk.port;

import java.util.UUID;

/**
 * A message that leaves with the transaction which wrote it.
 *
 * @param lane whose owner publishes it: a partition's, {@link #CONTROL} or {@link #WEBHOOK}
 * @param id travels as the header {@code id}; a reader that has seen it drops the repeat
 */
public record OutboxRow(String lane, UUID id, String topic, String key, byte[] value) {

    /** The lane of REST calls, promotions and jobs. */
    public static final String CONTROL = "control";

    /** The lane of what a webhook is told; its topic is that of the same message on Kafka. */
    public static final String WEBHOOK = "webhook";
}
