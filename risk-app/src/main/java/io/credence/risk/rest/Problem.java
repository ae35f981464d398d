package io.credence.risk.rest;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An error as RFC 9457 asks for it.
 *
 * @param status the HTTP status
 * @param values what was asked with, by name
 */
@Schema(description = "What went wrong (RFC 9457, application/problem+json).")
public record Problem(
        @Schema(
                description = "Names the kind of problem; resolves to nothing.",
                examples = "urn:credence:problem:parameter")
        String type,

        @Schema(examples = "A parameter cannot be used") String title,
        @Schema(examples = "400") int status,

        @Schema(
                description = "Names the value, what is allowed, and where possible what to do.",
                examples = "horizon is '7'; it must be one of 1, 5, 15")
        String detail,

        @Schema(examples = "/api/v1/instruments/BTCUSD/risk") @Nullable
        String instance,

        @Schema(examples = "{\"horizon\":\"7\"}") Map<String, String> values) {

    static final String MEDIA_TYPE = "application/problem+json";

    static final Kind PARAMETER = new Kind(400, "parameter", "A parameter cannot be used");
    static final Kind BODY = new Kind(400, "body", "The body cannot be read");
    static final Kind UNKNOWN = new Kind(404, "unknown", "There is no such thing");
    static final Kind CONFLICT = new Kind(409, "conflict", "It is under way already");
    static final Kind MISSING = new Kind(422, "missing-data", "The store does not hold enough to answer");
    static final Kind RESOLVED = new Kind(409, "resolved", "It is resolved already");
    static final Kind UNAVAILABLE = new Kind(503, "store-unavailable", "The database cannot be reached");
    static final Kind NOT_HERE = new Kind(501, "not-here", "This service cannot answer that");
    static final Kind INTERNAL = new Kind(500, "internal", "The service failed");

    /** A kind of problem: its status, the end of its type and its title. */
    record Kind(int status, String name, String title) {

        String type() {
            return "urn:credence:problem:" + name;
        }
    }
}
