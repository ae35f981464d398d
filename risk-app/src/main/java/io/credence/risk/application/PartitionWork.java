package io.credence.risk.application;

import io.credence.forecasting.market.Bar;
import io.credence.forecasting.market.BarBuilder;
import io.credence.forecasting.market.BarSpec;
import io.credence.forecasting.market.Heartbeat;
import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.market.PriceTick;
import io.credence.forecasting.market.Tick;
import io.credence.risk.port.Batch;
import io.credence.risk.port.DeadLetterRow;
import io.credence.risk.port.InboundRecord;
import io.credence.risk.port.MessageCodec;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one batch does to one partition, record by record in offset order. Everything that it decides depends on the
 * partition's own records only, so that neither another partition nor the cut between two batches can change a result.
 */
final class PartitionWork {

    private final OwnedPartition owned;
    private final StreamSettings settings;
    private final MessageCodec codec;
    private final InstrumentDirectory directory;
    private final LastBars lastBars;
    private final TreeMap<String, WorkingInstrument> working = new TreeMap<>();
    private final List<ClosedBar> closed = new ArrayList<>();
    private final List<DeadLetterRow> deadLetters = new ArrayList<>();
    private final List<Batch.RetrainRequest> retrains = new ArrayList<>();
    private final Tally tally;
    private long nextOffset;
    private long highest;

    PartitionWork(
            OwnedPartition owned,
            StreamSettings settings,
            MessageCodec codec,
            InstrumentDirectory directory,
            LastBars lastBars) {
        this.owned = owned;
        this.settings = settings;
        this.codec = codec;
        this.directory = directory;
        this.lastBars = lastBars;
        this.nextOffset = owned.nextOffset();
        this.highest = owned.highestEventTime();
        this.tally = new Tally(owned.counters());
    }

    /** Takes the next record; one that cannot be used becomes a dead letter or is counted. */
    void accept(InboundRecord record) {
        nextOffset = record.offset() + 1;
        byte[] value = record.value() == null ? new byte[0] : record.value();
        try {
            Tick tick = codec.tick(value);
            checkTime(tick, record);
            apply(tick, record.offset());
        } catch (Refusal refusal) {
            bury(record, value, refusal.reason, refusal.getMessage());
        } catch (IllegalArgumentException malformed) {
            bury(record, value, RefusalReason.MALFORMED, String.valueOf(malformed.getMessage()));
        }
    }

    private void checkTime(Tick tick, InboundRecord record) {
        Instant latest = record.recordTime().plus(settings.maxAhead());
        if (tick.eventTime().isAfter(latest)) {
            throw new Refusal(
                    RefusalReason.FUTURE,
                    "eventTime is " + tick.eventTime() + "; it must be at most " + settings.maxAhead()
                            + " past the record's own timestamp " + record.recordTime()
                            + ". Maybe the source's clock runs ahead.");
        }
        if (highest != Long.MIN_VALUE
                && tick.eventTime().toEpochMilli() - highest > settings.maxGap().toMillis()) {
            throw new Refusal(
                    RefusalReason.FUTURE,
                    "eventTime is " + tick.eventTime() + "; it must be at most " + settings.maxGap()
                            + " past the partition's highest, " + Instant.ofEpochMilli(highest)
                            + ". Maybe raise credence.max-gap when the market was closed for longer.");
        }
    }

    private void apply(Tick tick, long offset) {
        switch (tick) {
            case Heartbeat heartbeat -> tally.heartbeat();
            case PriceTick price -> tally.count(working(price).builder().offer(price));
        }
        moveTo(Math.max(highest, tick.eventTime().toEpochMilli()), offset);
    }

    private void moveTo(long eventTime, long offset) {
        long before = highest;
        highest = eventTime;
        if (before == Long.MIN_VALUE) {
            return;
        }
        BarSpec spec = settings.spec();
        Instant from = watermark(before);
        Instant to = watermark(eventTime);
        if (spec.startOf(to).isAfter(spec.startOf(from))) {
            closeThrough(to, offset);
            askForTheNight(from, to);
        }
    }

    private Instant watermark(long eventTime) {
        return Instant.ofEpochMilli(eventTime).minus(settings.lateness());
    }

    private void closeThrough(Instant watermark, long offset) {
        owned.instruments().keySet().forEach(this::known);
        for (WorkingInstrument each : working.values()) {
            for (Bar bar : each.builder().closeThrough(watermark)) {
                closed.add(new ClosedBar(each, bar, owned.id(), owned.modelVersion(), owned.shadowVersion(), offset));
            }
        }
    }

    /** One mechanism serves live and replayed time: a night is over when the partition's own watermark says so. */
    private void askForTheNight(Instant from, Instant to) {
        LocalDate day = LocalDate.ofInstant(to, ZoneOffset.UTC);
        if (settings.nightly() && LocalDate.ofInstant(from, ZoneOffset.UTC).isBefore(day)) {
            retrains.add(new Batch.RetrainRequest("all", day.toString(), "nightly"));
        }
    }

    private WorkingInstrument working(PriceTick tick) {
        WorkingInstrument present = working.get(tick.instrument());
        if (present != null) {
            return present;
        }
        Optional<Instrument> instrument = directory.find(tick.instrument());
        if (instrument.isEmpty()) {
            throw new Refusal(
                    RefusalReason.UNKNOWN_INSTRUMENT,
                    "instrument is '" + tick.instrument() + "', which is not configured. Maybe add it to"
                            + " credence.instruments as NAME:TICK:CALENDAR.");
        }
        InstrumentState state = owned.instruments().get(tick.instrument());
        WorkingInstrument made = state == null ? first(instrument.get(), tick) : copied(instrument.get(), state);
        working.put(tick.instrument(), made);
        return made;
    }

    private void known(String name) {
        InstrumentState state = owned.instruments().get(name);
        if (state != null && !working.containsKey(name)) {
            directory.find(name).ifPresent(instrument -> working.put(name, copied(instrument, state)));
        }
    }

    private static WorkingInstrument copied(Instrument instrument, InstrumentState state) {
        return new WorkingInstrument(instrument, state.builder().copy(), state.closed(), state.shadow());
    }

    /** An instrument that this position sees for the first time goes on after its stored history, when that is near. */
    private WorkingInstrument first(Instrument instrument, PriceTick tick) {
        BarSpec spec = settings.spec();
        Instant start = spec.startOf(tick.eventTime());
        BarBuilder builder = lastBars.until(instrument.name(), start)
                .filter(bar -> !bar.end().plus(settings.maxGap()).isBefore(start))
                .map(bar -> BarBuilder.after(instrument, spec, bar))
                .orElseGet(() -> BarBuilder.of(instrument, spec));
        return new WorkingInstrument(instrument, builder, null);
    }

    private void bury(InboundRecord record, byte[] value, RefusalReason reason, String message) {
        tally.deadLetter();
        deadLetters.add(DeadLetters.of(owned.id(), record, value, reason, message));
    }

    List<ClosedBar> closed() {
        return closed;
    }

    List<DeadLetterRow> deadLetters() {
        return deadLetters;
    }

    List<Batch.RetrainRequest> retrains() {
        return retrains;
    }

    List<Batch.StateRow> states() {
        return working.values().stream().map(each -> each.row(owned.id())).toList();
    }

    Batch.Advance advance() {
        return new Batch.Advance(
                owned.id(),
                owned.claim(),
                owned.nextOffset(),
                nextOffset,
                highest,
                tally.counters(),
                owned.modelVersion());
    }

    /** The commit is through: the copies replace the originals. */
    void committed() {
        Map<String, InstrumentState> changed = new TreeMap<>();
        working.forEach((name, each) -> changed.put(name, each.result()));
        owned.committed(nextOffset, highest, tally.counters(), changed);
    }

    /** A record that can be read but not believed. */
    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final RefusalReason reason;

        Refusal(RefusalReason reason, String message) {
            super(message, null, false, false);
            this.reason = reason;
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
