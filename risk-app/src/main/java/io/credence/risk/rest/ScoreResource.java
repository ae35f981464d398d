package io.credence.risk.rest;

import io.credence.risk.port.RiskQueries;
import io.credence.risk.port.ScoreRow;
import io.credence.risk.rest.body.Page;
import io.credence.risk.rest.body.ScoreBody;
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

/** What became of champion forecasts. */
@Path("/api/v1/instruments/{instrument}/scores")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Forecasts")
public class ScoreResource {

    private final Asked asked;
    private final RiskQueries queries;

    ScoreResource(Asked asked, RiskQueries queries) {
        this.asked = asked;
        this.queries = queries;
    }

    @GET
    @Operation(operationId = "scores", summary = "What became of the forecasts with origins in a range")
    public Page<ScoreBody> scores(
            @Parameter(example = "BTCUSD") @PathParam("instrument") String instrument,
            @Parameter(description = "In bars.", example = "5", schema = @Schema(type = SchemaType.INTEGER))
                    @QueryParam("horizon")
                    @DefaultValue("1")
                    String horizon,
            @BeanParam Range range) {
        String name = asked.instrument(instrument).name();
        int limit = range.limit();
        List<ScoreRow> rows =
                queries.scores(name, asked.bars(), asked.horizon(horizon), range.after(), range.until(), limit);
        return Page.of(rows, limit, ScoreBody::of, row -> row.key().origin());
    }
}
