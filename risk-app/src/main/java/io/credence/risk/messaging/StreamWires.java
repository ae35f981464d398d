package io.credence.risk.messaging;

import io.credence.risk.application.StreamProcessor;
import io.credence.risk.port.ModelStore;
import io.credence.risk.port.StreamStore;

/** What the loop is connected to. */
record StreamWires(
        String topic,
        StreamProcessor processor,
        StreamStore store,
        ModelStore models,
        StreamMeter meter,
        StreamListener listener) {}
