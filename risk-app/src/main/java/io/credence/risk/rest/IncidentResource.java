package io.credence.risk.rest;

import io.credence.risk.port.IncidentDesk;
import io.credence.risk.port.IncidentRow;
import io.credence.risk.port.IncidentRow.State;
import io.credence.risk.rest.body.IncidentBody;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Incidents. */
@Path("/api/v1/incidents")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Alerts")
public class IncidentResource {

    private final IncidentDesk desk;

    IncidentResource(IncidentDesk desk) {
        this.desk = desk;
    }

    @GET
    @Operation(operationId = "incidents", summary = "Incidents, newest first")
    public List<IncidentBody> incidents(
            @Parameter(
                            description = "standing: all that are not resolved.",
                            schema =
                                    @Schema(
                                            enumeration = {
                                                "standing",
                                                "open",
                                                "escalated",
                                                "acknowledged",
                                                "resolved",
                                                "reopened",
                                                "all"
                                            }))
                    @QueryParam("state")
                    @DefaultValue("standing")
                    String state,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "5000"))
                    @QueryParam("limit")
                    @DefaultValue("100")
                    String limit) {
        return desk.incidents(states(state), Asked.limit(limit)).stream()
                .map(IncidentBody::of)
                .toList();
    }

    private static Set<State> states(String state) {
        return switch (state) {
            case "standing" -> EnumSet.complementOf(EnumSet.of(State.RESOLVED));
            case "open" -> EnumSet.of(State.OPEN);
            case "escalated" -> EnumSet.of(State.ESCALATED);
            case "acknowledged" -> EnumSet.of(State.ACKNOWLEDGED);
            case "resolved" -> EnumSet.of(State.RESOLVED);
            case "reopened" -> EnumSet.of(State.REOPENED);
            case "all" -> EnumSet.allOf(State.class);
            default ->
                throw ProblemException.parameter(
                        "state", state, "standing, open, escalated, acknowledged, resolved, reopened or all");
        };
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "incident", summary = "An incident")
    public IncidentBody incident(@PathParam("id") String id) {
        return desk.incident(id("incident", id)).map(IncidentBody::of).orElseThrow(() -> unknown(id));
    }

    @GET
    @Path("{id}/changes")
    @Operation(
            operationId = "incidentChanges",
            summary = "What an incident was after each of its changes, oldest first")
    public List<IncidentBody> changes(@PathParam("id") String id) {
        UUID known = desk.incident(id("incident", id)).map(IncidentRow::id).orElseThrow(() -> unknown(id));
        return desk.changes(known).stream().map(IncidentBody::of).toList();
    }

    static UUID id(String name, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.parameter(name, text, "a UUID, as 0b9c6d3e-6c0d-5f6f-9a0e-0d4f5a2b7c11");
        }
    }

    static ProblemException unknown(String id) {
        return ProblemException.unknown("incident", id, "Maybe /api/v1/incidents?state=all lists the one you mean.");
    }
}
