package io.credence.risk.rest.body;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The champion and all versions. */
@Schema(description = "The champion, and versions newest first.")
public record ModelsBody(
        @Schema(description = "Absent before the first promotion.") @Nullable
        ModelBody champion,

        @Schema(description = "The challenger on trial; absent when there is none.") @Nullable
        ShadowBody shadow,

        List<ModelBody> versions) {}
