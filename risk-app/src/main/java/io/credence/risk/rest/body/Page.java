package io.credence.risk.rest.body;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A part of a range in time order. */
@Schema(description = "A part of a range, oldest first.")
public record Page<T>(
        List<T> items,

        @Schema(
                description = "Give it as 'after' to go on; absent at the end of the range.",
                examples = "2013-11-29T12:34:00Z")
        @Nullable
        Instant next) {

    /**
     * @param rows at most limit; as many mean that there may be more
     * @param time where a row stands in the range
     */
    public static <R, T> Page<T> of(List<R> rows, int limit, Function<R, T> body, Function<R, Instant> time) {
        Instant next = rows.size() < limit ? null : time.apply(rows.getLast());
        return new Page<>(rows.stream().map(body).toList(), next);
    }
}
