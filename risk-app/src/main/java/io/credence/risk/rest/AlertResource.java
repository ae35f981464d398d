package io.credence.risk.rest;

import io.credence.risk.port.RiskQueries;
import io.credence.risk.rest.body.AlertBody;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Alerts. */
@Path("/api/v1/alerts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Alerts", description = "Raised when forecasts stop being calibrated, cleared when they are again.")
public class AlertResource {

    private final RiskQueries queries;

    AlertResource(RiskQueries queries) {
        this.queries = queries;
    }

    @GET
    @Operation(operationId = "alerts", summary = "Alerts, newest first")
    public List<AlertBody> alerts(
            @Parameter(
                            description = "open: those that stand; all: cleared ones too.",
                            schema = @Schema(enumeration = {"open", "all"}))
                    @QueryParam("state")
                    @DefaultValue("open")
                    String state,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "5000"))
                    @QueryParam("limit")
                    @DefaultValue("100")
                    String limit) {
        return queries.alerts(openOnly(state), Asked.limit(limit)).stream()
                .map(AlertBody::of)
                .toList();
    }

    private static boolean openOnly(String state) {
        return switch (state) {
            case "open" -> true;
            case "all" -> false;
            default -> throw ProblemException.parameter("state", state, "open or all");
        };
    }
}
