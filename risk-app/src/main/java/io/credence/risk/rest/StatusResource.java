package io.credence.risk.rest;

import io.credence.risk.port.ModelStore;
import io.credence.risk.port.RiskQueries;
import io.credence.risk.port.StreamStatus;
import io.credence.risk.rest.body.PulseBody;
import io.credence.risk.rest.body.StatusBody;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the service does. */
@Path("/api/v1/status")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Service", description = "How the service does.")
public class StatusResource {

    private final Asked asked;
    private final RiskQueries queries;
    private final ModelStore models;
    private final StreamStatus stream;

    StatusResource(Asked asked, RiskQueries queries, ModelStore models, StreamStatus stream) {
        this.asked = asked;
        this.queries = queries;
        this.models = models;
        this.stream = stream;
    }

    @GET
    @Operation(operationId = "status", summary = "How the stream does now, and totals over everything stored")
    public StatusBody status() {
        return StatusBody.of(
                asked.bars(), PulseBody.of(stream), models.champion().orElse(null), queries.totals(asked.bars()));
    }
}
