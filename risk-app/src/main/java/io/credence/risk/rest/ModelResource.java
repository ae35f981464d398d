package io.credence.risk.rest;

import io.credence.risk.port.ModelStore;
import io.credence.risk.port.ShadowStore;
import io.credence.risk.rest.body.ModelBody;
import io.credence.risk.rest.body.ModelsBody;
import io.credence.risk.rest.body.ShadowBody;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Model versions. */
@Path("/api/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Models", description = "Model versions, where they came from, and their training.")
public class ModelResource {

    private final ModelStore models;
    private final ShadowStore shadows;

    ModelResource(ModelStore models, ShadowStore shadows) {
        this.models = models;
        this.shadows = shadows;
    }

    @GET
    @Operation(operationId = "models", summary = "The champion, the challenger on trial, and versions newest first")
    public ModelsBody models(
            @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "5000"))
                    @QueryParam("limit")
                    @DefaultValue("50")
                    String limit) {
        ModelBody champion =
                models.champion().flatMap(models::version).map(ModelBody::of).orElse(null);
        return new ModelsBody(
                champion,
                shadows.current().map(ShadowBody::of).orElse(null),
                models.versions(Asked.limit(limit)).stream().map(ModelBody::of).toList());
    }

    @GET
    @Path("{version}")
    @Operation(operationId = "model", summary = "A model version")
    public ModelBody model(@Parameter(example = "bayesian-1f2e3d4c5b6a") @PathParam("version") String version) {
        return models.version(version)
                .map(ModelBody::of)
                .orElseThrow(() -> ProblemException.unknown(
                        "model version", version, "Maybe /api/v1/models lists the one you mean."));
    }
}
