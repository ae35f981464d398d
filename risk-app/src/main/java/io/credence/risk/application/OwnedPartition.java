package io.credence.risk.application;

import io.credence.risk.port.Counters;
import io.credence.risk.port.PartitionId;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A partition that this process owns, as of its last commit. Only a commit changes it. */
public final class OwnedPartition {

    private final PartitionId id;
    private final long claim;
    private final TreeMap<String, InstrumentState> instruments;
    private long nextOffset;
    private long highestEventTime;
    private Counters counters;
    private @Nullable String modelVersion;
    private @Nullable String shadowVersion;

    OwnedPartition(
            PartitionId id,
            long claim,
            long nextOffset,
            long highestEventTime,
            Counters counters,
            @Nullable String modelVersion,
            Map<String, InstrumentState> instruments) {
        this.id = id;
        this.claim = claim;
        this.nextOffset = nextOffset;
        this.highestEventTime = highestEventTime;
        this.counters = counters;
        this.modelVersion = modelVersion;
        this.instruments = new TreeMap<>(instruments);
    }

    public PartitionId id() {
        return id;
    }

    public long claim() {
        return claim;
    }

    public long nextOffset() {
        return nextOffset;
    }

    /** The champion that this partition's forecasts are made with; null for the fall-back. */
    public @Nullable String modelVersion() {
        return modelVersion;
    }

    /** The challenger on trial; null when there is none. */
    public @Nullable String shadowVersion() {
        return shadowVersion;
    }

    long highestEventTime() {
        return highestEventTime;
    }

    Counters counters() {
        return counters;
    }

    Map<String, InstrumentState> instruments() {
        return instruments;
    }

    void committed(long offset, long eventTime, Counters counted, Map<String, InstrumentState> changed) {
        nextOffset = offset;
        highestEventTime = eventTime;
        counters = counted;
        instruments.putAll(changed);
    }

    /** @param states of the instruments that the shadow is warm for; those of all others are forgotten */
    void shadowed(@Nullable String version, Map<String, ClosedState> states) {
        shadowVersion = version;
        instruments.replaceAll((name, state) -> state.withShadow(states.get(name)));
    }

    void swapped(String version, Map<String, InstrumentState> changed) {
        modelVersion = version;
        instruments.putAll(changed);
    }
}
