package io.credence.risk.messaging;

import io.credence.risk.application.StreamProcessor;
import io.credence.risk.port.ModelStore;
import io.credence.risk.port.ShadowStore;
import io.credence.risk.port.StreamStore;

/** What the loop is connected to. */
record StreamWires(
        String topic,
        StreamProcessor processor,
        StreamStore store,
        ModelStore models,
        ShadowStore shadows,
        StreamMeter meter,
        StreamListener listener) {}
