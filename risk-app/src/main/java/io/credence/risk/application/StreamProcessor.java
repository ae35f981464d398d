package io.credence.risk.application;

import io.credence.forecasting.market.BarBuilder;
import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.model.Predictor;
import io.credence.risk.port.Batch;
import io.credence.risk.port.Counters;
import io.credence.risk.port.DeadLetterRow;
import io.credence.risk.port.HistoryStore;
import io.credence.risk.port.InboundRecord;
import io.credence.risk.port.MessageCodec;
import io.credence.risk.port.OutboxRow;
import io.credence.risk.port.Position;
import io.credence.risk.port.StreamStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The stream without its wires: positions in, records in, batches out. One thread at a time.
 */
public final class StreamProcessor {

    /** After so many the compiler has seen what is hot: measured, the first batches then take two times the later ones'. */
    private static final int REHEARSALS = 6;

    private final StreamSettings settings;
    private final HistoryStore history;
    private final MessageCodec codec;
    private final WarmUp warmUp;
    private final Predictors predictors;
    private final BarStage stage;
    private final InstrumentDirectory directory;
    private final LastBars lastBars;
    private final Set<Class<?>> rehearsed = new HashSet<>();

    public StreamProcessor(
            StreamSettings settings, HistoryStore history, MessageCodec codec, Predictors predictors, WarmUp warmUp) {
        this.settings = settings;
        this.history = history;
        this.codec = codec;
        this.warmUp = warmUp;
        this.predictors = predictors;
        this.stage = new BarStage(settings, predictors, warmUp, codec);
        this.directory = new InstrumentDirectory(history);
        this.lastBars = new LastBars(history, settings.spec());
    }

    /**
     * Makes a claimed position ready: decodes the state of its instruments.
     *
     * @param shadow the challenger on trial; null when there is none
     */
    public OwnedPartition adopt(Position position, @Nullable String shadow) {
        directory.batch();
        Map<String, InstrumentState> instruments = new TreeMap<>();
        position.instruments()
                .forEach((name, stored) -> directory
                        .find(name)
                        .ifPresent(instrument -> instruments.put(name, decoded(instrument, stored))));
        OwnedPartition owned = new OwnedPartition(
                position.id(),
                position.claim(),
                position.nextOffset(),
                position.highestEventTime(),
                position.counters(),
                position.modelVersion(),
                instruments);
        owned.shadowed(shadow, shadow == null ? Map.of() : stage.shadows().decoded(position, shadow, stage.decoders()));
        return owned;
    }

    private InstrumentState decoded(Instrument instrument, Position.StoredState stored) {
        BarBuilder builder = BarBuilder.decode(instrument, settings.spec(), stored.openBar());
        ClosedState closed = stored.closed().length == 0 ? null : ClosedState.decode(stored.closed(), stage.decoders());
        return new InstrumentState(builder, closed, null);
    }

    /**
     * Makes ready for the first record, and for the first after a swap: takes a model of a new kind through a rehearsal, and
     * warms instruments from their stored bars that this position has not seen yet.
     *
     * @param mine whether an instrument's records are expected on the owned partitions
     * @param store takes part in the rehearsal
     */
    public void prepare(Collection<OwnedPartition> owned, Predicate<String> mine, StreamStore store) {
        Optional<OwnedPartition> any = owned.stream().findFirst();
        if (any.isEmpty()) {
            return;
        }
        String version = any.get().modelVersion();
        Set<String> seen = new HashSet<>();
        owned.forEach(partition -> seen.addAll(partition.instruments().keySet()));
        Map<Instrument, Instant> newest = new LinkedHashMap<>();
        for (Instrument instrument : history.instruments()) {
            if (mine.test(instrument.name()) && !seen.contains(instrument.name())) {
                lastBars.read(instrument.name()).ifPresent(bar -> newest.put(instrument, bar.end()));
            }
        }
        stage.prewarm(version, newest);
        if (rehearsed.add(stage.predictor(version).getClass())) {
            rehearse(version, newest.values().stream().max(Comparator.naturalOrder()), store);
        }
    }

    /** Bars of nobody, through everything and into no store: after them the first real ones find nothing cold. */
    private void rehearse(@Nullable String version, Optional<Instant> newest, StreamStore store) {
        for (int i = 0; i < REHEARSALS; i++) {
            BatchRows rows = new BatchRows();
            stage.rehearse(version, newest.orElse(Instant.EPOCH), rows);
            if (newest.isPresent()) {
                store.rehearse(rows.batch(settings.spec().toString(), List.of()));
            }
        }
    }

    /** Begins a batch. */
    public StreamBatch begin() {
        directory.batch();
        return new StreamBatch(this);
    }

    PartitionWork work(OwnedPartition owned) {
        return new PartitionWork(owned, settings, codec, directory, lastBars);
    }

    /** Takes all closed bars through the models and gathers what the transaction writes. */
    Batch finish(List<PartitionWork> works) {
        BatchRows rows = new BatchRows();
        stage.run(works.stream().flatMap(work -> work.closed().stream()).toList(), rows);
        works.forEach(work -> work.deadLetters().forEach(letter -> rows.outbox.add(message(letter))));
        return rows.batch(settings.spec().toString(), works);
    }

    private OutboxRow message(DeadLetterRow letter) {
        String place = letter.partition().lane() + "/" + letter.offset();
        return new OutboxRow(
                letter.partition().lane(),
                ForecastIdentity.id("dead-letter", place),
                settings.topics().deadLetters(),
                place,
                codec.deadLetter(letter));
    }

    /**
     * Moves a partition to another model version, between batches: the new version's states are warmed from stored bars on
     * copies and committed together with the version, so that a recovery goes on with either the old or the new.
     */
    public void swap(OwnedPartition owned, String version, StreamStore store) {
        Predictor predictor = stage.predictor(version);
        Map<String, InstrumentState> changed = warmed(owned, predictor);
        List<Batch.StateRow> states = new ArrayList<>();
        changed.forEach((name, state) ->
                states.add(new Batch.StateRow(owned.id(), name, state.builder().encode(), encoded(state.closed()))));
        store.commit(new BatchRows().with(settings.spec().toString(), advance(owned, version), states, List.of()));
        owned.swapped(version, changed);
    }

    /**
     * Lets a challenger on trial forecast beside a partition's champion from the next bar on, or no more; between batches. Its states
     * are warmed from stored bars as at a swap.
     *
     * @param version null for none
     */
    public void beside(OwnedPartition owned, @Nullable String version, StreamStore store) {
        if (version == null) {
            owned.shadowed(null, Map.of());
            return;
        }
        Map<String, ClosedState> champions = new TreeMap<>();
        owned.instruments().forEach((name, state) -> {
            if (state.closed() != null && directory.find(name).isPresent()) {
                champions.put(name, state.closed());
            }
        });
        Map<String, ClosedState> states = stage.shadows().begin(version, champions, instruments(owned), now(owned));
        List<Batch.StateRow> rows = new ArrayList<>();
        states.forEach((name, state) ->
                rows.add(new Batch.StateRow(owned.id(), name, builder(owned, name), null, state.encode())));
        store.commit(new BatchRows()
                .with(settings.spec().toString(), advance(owned, owned.modelVersion()), rows, List.of()));
        owned.shadowed(version, states);
    }

    private static byte[] builder(OwnedPartition owned, String instrument) {
        return Objects.requireNonNull(owned.instruments().get(instrument))
                .builder()
                .encode();
    }

    /** Why the challenger on trial does not forecast; empty while it does. */
    public Optional<String> refusal(String shadow) {
        return predictors.refusal(shadow);
    }

    /** Steps over records that Kafka deleted before they were read: an incident with the count that was lost. */
    public void lost(OwnedPartition owned, long firstOffset, StreamStore store) {
        long count = firstOffset - owned.nextOffset();
        InboundRecord gap = new InboundRecord(owned.nextOffset(), Instant.ofEpochMilli(0), null);
        String message = count + " records from offset " + owned.nextOffset()
                + " on were deleted before they were read." + " Maybe the topic's retention is too short.";
        DeadLetterRow incident = DeadLetters.of(owned.id(), gap, new byte[0], RefusalReason.LOST, message);
        BatchRows rows = new BatchRows();
        rows.outbox.add(message(incident));
        Counters before = owned.counters();
        Counters after = new Counters(
                before.ticks(),
                before.repeated(),
                before.late(),
                before.crossed(),
                before.closed(),
                before.heartbeats(),
                before.deadLetters() + 1);
        Batch.Advance advance = new Batch.Advance(
                owned.id(),
                owned.claim(),
                owned.nextOffset(),
                firstOffset,
                owned.highestEventTime(),
                after,
                owned.modelVersion());
        store.commit(rows.with(settings.spec().toString(), advance, List.of(), List.of(incident)));
        owned.committed(firstOffset, owned.highestEventTime(), after, Map.of());
    }

    private static byte @Nullable [] encoded(@Nullable ClosedState closed) {
        return closed == null ? null : closed.encode();
    }

    private static Batch.Advance advance(OwnedPartition owned, @Nullable String version) {
        return new Batch.Advance(
                owned.id(),
                owned.claim(),
                owned.nextOffset(),
                owned.nextOffset(),
                owned.highestEventTime(),
                owned.counters(),
                version);
    }

    private static Instant now(OwnedPartition owned) {
        return Instant.ofEpochMilli(Math.max(0, owned.highestEventTime()));
    }

    /** Those that have closed a bar. */
    private List<Instrument> instruments(OwnedPartition owned) {
        List<Instrument> instruments = new ArrayList<>();
        owned.instruments().forEach((name, state) -> {
            Optional<Instrument> instrument = directory.find(name);
            if (state.closed() != null && instrument.isPresent()) {
                instruments.add(instrument.get());
            }
        });
        return instruments;
    }

    private Map<String, InstrumentState> warmed(OwnedPartition owned, Predictor predictor) {
        List<Instrument> instruments = instruments(owned);
        Map<String, byte[]> states = warmUp.states(predictor, instruments, now(owned));
        Map<String, InstrumentState> changed = new TreeMap<>();
        for (Instrument instrument : instruments) {
            InstrumentState state = owned.instruments().get(instrument.name());
            byte[] warm = states.get(instrument.name());
            if (state != null && state.closed() != null && warm != null) {
                ClosedState replaced = stage.replaced(state.closed(), predictor, warm);
                changed.put(instrument.name(), state.withClosed(replaced));
            }
        }
        return changed;
    }
}
