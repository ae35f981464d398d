package io.credence.forecasting.market;

import java.time.Instant;

/** Says that nothing older than its event time is to come; moves the watermark of its partition and nothing else. */
public record Heartbeat(Instant eventTime) implements Tick {}
