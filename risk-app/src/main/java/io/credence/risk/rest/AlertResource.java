package io.credence.risk.rest;

import io.credence.risk.port.IncidentDesk;
import io.credence.risk.port.RiskQueries;
import io.credence.risk.rest.body.AcknowledgeBody;
import io.credence.risk.rest.body.AlertBody;
import io.credence.risk.rest.body.IncidentBody;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Alerts. Acknowledging takes a JSON body: a browser sends that to another site's service only after a preflight, which this service does
 * not grant.
 */
@Path("/api/v1/alerts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Alerts",
        description = "Raised when something has moved, cleared when it is back; those of one cause are one incident.")
public class AlertResource {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_REASON = 500;

    private final RiskQueries queries;
    private final IncidentDesk desk;

    AlertResource(RiskQueries queries, IncidentDesk desk) {
        this.queries = queries;
        this.desk = desk;
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

    @POST
    @Path("{id}/acknowledge")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "acknowledge",
            summary = "Take an incident on",
            description =
                    "Of the incident, or of one of its alerts. It stays acknowledged until it is resolved or becomes graver.")
    @APIResponse(
            responseCode = "200",
            description = "The incident.",
            content = @Content(schema = @Schema(implementation = IncidentBody.class)))
    @APIResponse(
            responseCode = "409",
            description = "It is resolved.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public IncidentBody acknowledge(@PathParam("id") String id, @Nullable AcknowledgeBody body) {
        String by = text("by", body == null ? null : body.by(), LONGEST_NAME);
        String why = text("why", body == null ? null : body.why(), LONGEST_REASON);
        try {
            return desk.acknowledge(IncidentResource.id("alert", id), by, why)
                    .map(IncidentBody::of)
                    .orElseThrow(() -> IncidentResource.unknown(id));
        } catch (IncidentDesk.ResolvedException e) {
            throw new ProblemException(Problem.RESOLVED, e.getMessage() + ".", Map.of("id", id));
        }
    }

    private static String text(String name, @Nullable String value, int longest) {
        if (value == null || value.isBlank() || value.length() > longest) {
            throw new ProblemException(
                    Problem.BODY,
                    name + " is "
                            + (value == null ? "missing" : "of " + value.strip().length() + " characters")
                            + "; it must be text of 1 to " + longest
                            + " characters, as {\"by\":\"R. Desk\",\"why\":\"exchange outage\"}",
                    Map.of());
        }
        return value.strip();
    }

    private static boolean openOnly(String state) {
        return switch (state) {
            case "open" -> true;
            case "all" -> false;
            default -> throw ProblemException.parameter("state", state, "open or all");
        };
    }
}
