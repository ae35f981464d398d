package io.credence.risk.rest;

import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.RiskQueries;
import io.credence.risk.rest.body.ForecastBody;
import io.credence.risk.rest.body.Page;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Champion forecasts of an instrument. */
@Path("/api/v1/instruments/{instrument}/forecasts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Forecasts", description = "Forecast distributions and what became of them.")
public class ForecastResource {

    private final Asked asked;
    private final RiskQueries queries;

    ForecastResource(Asked asked, RiskQueries queries) {
        this.asked = asked;
        this.queries = queries;
    }

    @GET
    @Path("latest")
    @Operation(operationId = "latestForecasts", summary = "The newest forecast of every horizon")
    public List<ForecastBody> latest(@Parameter(example = "BTCUSD") @PathParam("instrument") String instrument) {
        String name = asked.instrument(instrument).name();
        return queries.latest(name, asked.bars()).stream().map(ForecastBody::of).toList();
    }

    @GET
    @Operation(operationId = "forecasts", summary = "Forecasts with origins in a range")
    public Page<ForecastBody> forecasts(
            @Parameter(example = "BTCUSD") @PathParam("instrument") String instrument,
            @Parameter(description = "In bars.", example = "5", schema = @Schema(type = SchemaType.INTEGER))
                    @QueryParam("horizon")
                    @DefaultValue("1")
                    String horizon,
            @BeanParam Range range) {
        String name = asked.instrument(instrument).name();
        int limit = range.limit();
        List<ForecastRow> rows =
                queries.forecasts(name, asked.bars(), asked.horizon(horizon), range.after(), range.until(), limit);
        return Page.of(rows, limit, ForecastBody::of, row -> row.key().origin());
    }
}
