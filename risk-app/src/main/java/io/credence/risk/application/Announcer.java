package io.credence.risk.application;

import io.credence.risk.port.AlertRow;
import io.credence.risk.port.MessageCodec;
import io.credence.risk.port.OutboxRow;

/** Puts what a bar led to on the outbox. */
final class Announcer {

    private final StreamSettings settings;
    private final MessageCodec codec;

    Announcer(StreamSettings settings, MessageCodec codec) {
        this.settings = settings;
        this.codec = codec;
    }

    void announce(ClosedBar closed, BarOutcome outcome, BatchRows rows) {
        String lane = closed.partition().lane();
        String instrument = closed.bar().instrument();
        String spec = settings.spec().toString();
        String end = closed.bar().end().toString();
        StreamSettings.Topics topics = settings.topics();
        rows.outbox.add(new OutboxRow(
                lane,
                ForecastIdentity.id("bar", instrument, spec, end),
                topics.bars(),
                instrument,
                codec.bar(spec, closed.bar())));
        if (!outcome.forecasts.isEmpty()) {
            rows.outbox.add(new OutboxRow(
                    lane,
                    ForecastIdentity.id("forecast", instrument, spec, end),
                    topics.forecasts(),
                    instrument,
                    codec.forecasts(outcome.forecasts)));
        }
        outcome.alerts.forEach(alert -> add(lane, alert, rows));
    }

    /** An alert goes into the store and out to its topic. */
    private void add(String lane, AlertRow alert, BatchRows rows) {
        rows.alerts.add(alert);
        rows.outbox.add(message(lane, alert));
    }

    /** An alert's message; raising, worsening and clearing it are three. */
    private OutboxRow message(String lane, AlertRow alert) {
        return new OutboxRow(
                lane,
                ForecastIdentity.id(
                        "alert", alert.id().toString(), alert.severity(), String.valueOf(alert.clearedAt())),
                settings.topics().alerts(),
                alert.instrument(),
                codec.alert(alert));
    }
}
