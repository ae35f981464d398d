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
    private boolean advanced;

    WorkingInstrument(Instrument instrument, BarBuilder builder, @Nullable ClosedState closed) {
        this.instrument = instrument;
        this.builder = builder;
        this.closed = closed;
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

    void advance(ClosedState next) {
        closed = next;
        advanced = true;
    }

    InstrumentState result() {
        return new InstrumentState(builder, closed);
    }

    Batch.StateRow row(PartitionId partition) {
        return new Batch.StateRow(
                partition, instrument.name(), builder.encode(), advanced && closed != null ? closed.encode() : null);
    }
}
