/**
 * The only room that knows Kafka: the poll loop, the outbox's way out, and the JSON of the topics.
 */
@NullMarked
package io.credence.risk.messaging;

import org.jspecify.annotations.NullMarked;
