package io.credence.risk.rest;

import io.credence.risk.port.Batch.RetrainRequest;
import io.credence.risk.port.ModelStore;
import io.credence.risk.port.ModelStore.Run;
import io.credence.risk.rest.body.RetrainBody;
import io.credence.risk.rest.body.TrainingRunBody;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Training runs. Asking for one takes a JSON body: a browser sends that to another site's service only after a preflight,
 * which this service does not grant, so that no foreign page can start a training.
 */
@Path("/api/v1/training-runs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Models")
public class TrainingRunResource {

    private static final Set<String> UNDER_WAY = Set.of("queued", "running");
    private static final int LOOK_BACK = 50;
    private static final int LONGEST_CAUSE = 200;

    private final ModelStore models;

    TrainingRunResource(ModelStore models) {
        this.models = models;
    }

    @GET
    @Operation(operationId = "trainingRuns", summary = "Training runs, newest first")
    public List<TrainingRunBody> runs(
            @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "5000"))
                    @QueryParam("limit")
                    @DefaultValue("20")
                    String limit) {
        return models.runs(Asked.limit(limit)).stream().map(TrainingRunBody::of).toList();
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "trainingRun", summary = "A training run")
    public TrainingRunBody run(
            @Parameter(example = "3", schema = @Schema(type = SchemaType.INTEGER)) @PathParam("id") String id) {
        return models.run(Asked.within("id", id, 0, Integer.MAX_VALUE))
                .map(TrainingRunBody::of)
                .orElseThrow(() -> ProblemException.unknown(
                        "training run", id, "Maybe /api/v1/training-runs lists the one you mean."));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "retrain",
            summary = "Ask for a training run",
            description =
                    "The run is queued; a trainer fits a challenger, compares it with the champion, and promotes or keeps.")
    @APIResponse(
            responseCode = "202",
            description = "Queued; Location names the run.",
            content = @Content(schema = @Schema(implementation = TrainingRunBody.class)))
    @APIResponse(
            responseCode = "409",
            description = "A run waits or is running.",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response retrain(@Nullable RetrainBody body) {
        long id = models.requestAlone(RetrainRequest.ALL, "manual-" + UUID.randomUUID(), cause(body))
                .orElseThrow(this::underWay);
        return Response.accepted(models.run(id).map(TrainingRunBody::of).orElseThrow())
                .location(URI.create("/api/v1/training-runs/" + id))
                .build();
    }

    private ProblemException underWay() {
        return models.runs(LOOK_BACK).stream()
                .filter(run -> UNDER_WAY.contains(run.state()))
                .findFirst()
                .map(TrainingRunResource::refusal)
                .orElseGet(() -> new ProblemException(
                        Problem.CONFLICT, "a training run has just ended. Maybe ask again.", Map.of()));
    }

    private static ProblemException refusal(Run run) {
        return new ProblemException(
                Problem.CONFLICT,
                "training run " + run.id() + " is " + run.state() + "; one runs at a time. Maybe wait for it at"
                        + " /api/v1/training-runs/" + run.id() + ".",
                Map.of("run", String.valueOf(run.id()), "state", run.state()));
    }

    private static String cause(@Nullable RetrainBody body) {
        String cause = body == null ? null : body.cause();
        if (cause == null || cause.isBlank() || cause.length() > LONGEST_CAUSE) {
            throw new ProblemException(
                    Problem.BODY,
                    "cause is "
                            + (cause == null ? "missing" : "of " + cause.strip().length() + " characters")
                            + "; it must be text of 1 to " + LONGEST_CAUSE
                            + " characters, as {\"cause\":\"new venue\"}",
                    Map.of());
        }
        return cause.strip();
    }
}
