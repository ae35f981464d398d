package io.credence.risk.rest.body;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Asks for a training run. */
@Schema(description = "Asks for a training run.")
public record RetrainBody(
        @Schema(description = "Why, kept with the run; 1 to 200 characters.", examples = "new venue since Monday")
        @Nullable
        String cause) {}
