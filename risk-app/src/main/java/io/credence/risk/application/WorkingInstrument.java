package io.credence.risk.application;

import io.credence.forecasting.market.BarBuilder;
import io.credence.forecasting.market.Instrument;
import io.credence.risk.port.Batch;
import io.credence.risk.port.PartitionId;
import org.jspecify.annotations.Nullable;

/** An instrument inside a batch that is not committed yet: copies that replace the originals after the commit. */
final class WorkingInstrument {

    private final Instrument instrument;
    private final BarBuilder builder;
    private @Nullable ClosedState closed;
    private @Nullable ClosedState shadow;
    private boolean advanced;
    private byte @Nullable [] shadowSealed;

    WorkingInstrument(Instrument instrument, BarBuilder builder, @Nullable ClosedState closed) {
        this(instrument, builder, closed, null);
    }

    WorkingInstrument(
            Instrument instrument, BarBuilder builder, @Nullable ClosedState closed, @Nullable ClosedState shadow) {
        this.instrument = instrument;
        this.builder = builder;
        this.closed = closed;
        this.shadow = shadow;
    }

    Instrument instrument() {
        return instrument;
    }

    BarBuilder builder() {
        return builder;
    }

    @Nullable
    ClosedState closed() {
        return closed;
    }

    /** The state of the shadow's lane. */
    @Nullable
    ClosedState shadow() {
        return shadow;
    }

    void advanceShadow(ClosedState next) {
        shadow = next;
    }

    /** Encodes the shadow's state here, where its failure is its own. */
    void sealShadow() {
        shadowSealed = shadow == null ? null : shadow.encode();
    }

    void leaveShadow() {
        shadow = null;
        shadowSealed = null;
    }

    void advance(ClosedState next) {
        closed = next;
        advanced = true;
    }

    InstrumentState result() {
        return new InstrumentState(builder, closed, shadow);
    }

    Batch.StateRow row(PartitionId partition) {
        return new Batch.StateRow(
                partition,
                instrument.name(),
                builder.encode(),
                advanced && closed != null ? closed.encode() : null,
                shadowSealed);
    }
}
