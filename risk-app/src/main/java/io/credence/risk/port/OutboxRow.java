package io.credence.risk.port;

import java.util.UUID;

/**
 * A message that leaves with the transaction which wrote it.
 *
 * @param lane whose owner publishes it: a partition's, or {@link #CONTROL}
 * @param id travels as the header {@code id}; a reader that has seen it drops the repeat
 */
public record OutboxRow(String lane, UUID id, String topic, String key, byte[] value) {

    /** The lane of REST calls, promotions and jobs. */
    public static final String CONTROL = "control";
}
