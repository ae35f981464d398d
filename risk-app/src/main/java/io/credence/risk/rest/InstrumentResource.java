package io.credence.risk.rest;

import io.credence.forecasting.market.Bar;
import io.credence.forecasting.market.Instrument;
import io.credence.risk.port.HistoryStore;
import io.credence.risk.port.RiskQueries;
import io.credence.risk.rest.body.BarBody;
import io.credence.risk.rest.body.InstrumentBody;
import io.credence.risk.rest.body.Page;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Instruments and their bars. */
@Path("/api/v1/instruments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Market", description = "Instruments and their bars.")
public class InstrumentResource {

    private final Asked asked;
    private final HistoryStore history;
    private final RiskQueries queries;

    InstrumentResource(Asked asked, HistoryStore history, RiskQueries queries) {
        this.asked = asked;
        this.history = history;
        this.queries = queries;
    }

    @GET
    @Operation(operationId = "instruments", summary = "All instruments, without their newest bars")
    public List<InstrumentBody> instruments() {
        return history.instruments().stream()
                .map(instrument -> body(instrument, null))
                .toList();
    }

    @GET
    @Path("{instrument}")
    @Operation(operationId = "instrument", summary = "An instrument")
    public InstrumentBody instrument(@Parameter(example = "BTCUSD") @PathParam("instrument") String instrument) {
        Instrument known = asked.instrument(instrument);
        return body(known, history.newest(known.name(), asked.bars()).orElse(null));
    }

    @GET
    @Path("{instrument}/bars")
    @Operation(operationId = "bars", summary = "Bars that end in a range")
    public Page<BarBody> bars(
            @Parameter(example = "BTCUSD") @PathParam("instrument") String instrument, @BeanParam Range range) {
        String name = asked.instrument(instrument).name();
        int limit = range.limit();
        List<Bar> bars = queries.bars(name, asked.bars(), range.after(), range.until(), limit);
        return Page.of(bars, limit, bar -> BarBody.of(asked.bars(), bar), Bar::end);
    }

    private InstrumentBody body(Instrument instrument, @Nullable Instant newestBar) {
        return new InstrumentBody(
                instrument.name(),
                instrument.tickSize(),
                instrument.calendar().toString(),
                asked.bars(),
                asked.horizons(),
                newestBar);
    }
}
