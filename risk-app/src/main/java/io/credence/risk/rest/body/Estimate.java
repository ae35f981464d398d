package io.credence.risk.rest.body;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A figure and how sure the model is of it. */
@Schema(
        description =
                "A loss in percent (log return, positive when money is lost) and its central 90 % posterior interval.")
public record Estimate(
        @Schema(examples = "0.412") double value,

        @Schema(description = "Lower end of the interval.", examples = "0.371")
        double low,

        @Schema(description = "Upper end of the interval.", examples = "0.459")
        double high) {}
