package io.credence.risk.rest;

import io.credence.risk.port.RiskQueries;
import io.credence.risk.rest.body.ForecastBody;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Forecasts of any lane by their id. */
@Path("/api/v1/forecasts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Forecasts")
public class ForecastByIdResource {

    private final RiskQueries queries;

    ForecastByIdResource(RiskQueries queries) {
        this.queries = queries;
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "forecast", summary = "A forecast by its id")
    public ForecastBody forecast(
            @Parameter(example = "5e8b1f9e-3f0a-5d0e-8a58-0b6a4b1d7c22") @PathParam("id") String id) {
        return queries.forecast(Asked.id(id))
                .map(ForecastBody::of)
                .orElseThrow(() -> ProblemException.unknown("forecast", id, "Maybe its retention has passed."));
    }
}
