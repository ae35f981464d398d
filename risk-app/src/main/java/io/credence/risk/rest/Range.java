package io.credence.risk.rest;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** A part of a range {@code (after, until]}, as query parameters. */
class Range {

    /** Later than any event time that is believed, and within what every database can hold. */
    private static final Instant END = Instant.parse("2200-01-01T00:00:00Z");

    @QueryParam("after")
    @Parameter(
            description = "Only what is later than this instant; a page's 'next' goes here. The beginning when absent.",
            example = "2013-11-29T00:00:00Z",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @Nullable
    String after;

    @QueryParam("until")
    @Parameter(
            description = "Only what is not later than this instant. The end when absent.",
            example = "2013-11-30T00:00:00Z",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    @Nullable
    String until;

    @QueryParam("limit")
    @DefaultValue(Asked.DEFAULT_LIMIT)
    @Parameter(
            description = "At most so many.",
            schema =
                    @Schema(
                            type = SchemaType.INTEGER,
                            minimum = "1",
                            maximum = "5000",
                            defaultValue = Asked.DEFAULT_LIMIT))
    String limit = Asked.DEFAULT_LIMIT;

    Instant after() {
        return Asked.instant("after", after, Instant.EPOCH);
    }

    /** @throws ProblemException when it lies before the range's beginning */
    Instant until() {
        Instant end = Asked.instant("until", until, END);
        if (end.isBefore(after())) {
            throw new ProblemException(
                    Problem.PARAMETER,
                    "until is " + end + " and after is " + after() + "; until must not be earlier",
                    Map.of("after", after().toString(), "until", end.toString()));
        }
        return end;
    }

    int limit() {
        return Asked.limit(limit);
    }
}
