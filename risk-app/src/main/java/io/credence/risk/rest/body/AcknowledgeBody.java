package io.credence.risk.rest.body;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Takes an incident on. */
@Schema(description = "Takes an incident on.")
public record AcknowledgeBody(
        @Schema(description = "Who; 1 to 100 characters.", examples = "R. Desk") @Nullable
        String by,

        @Schema(
                description = "Why that is enough for now; 1 to 500 characters.",
                examples = "exchange outage, limits halved")
        @Nullable
        String why) {}
