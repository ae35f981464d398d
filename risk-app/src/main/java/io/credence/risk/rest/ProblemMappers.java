package io.credence.risk.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.credence.risk.application.portfolio.MissingDataException;
import io.credence.risk.port.StoreUnavailableException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Turns whatever ends a request into a problem. */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final String RETRY_SECONDS = "5";

    @ServerExceptionMapper
    Response problem(ProblemException e, UriInfo uri) {
        return response(e.kind(), e.getMessage(), e.values(), uri);
    }

    @ServerExceptionMapper
    Response unavailable(StoreUnavailableException e, UriInfo uri) {
        LOG.warnf("%s could not be answered: %s", uri.getPath(), e.getMessage());
        String detail =
                "The database cannot be reached; the stream goes on by itself once it is back. Maybe it is restarting:"
                        + " ask again in " + RETRY_SECONDS + " seconds.";
        return Response.fromResponse(response(Problem.UNAVAILABLE, detail, Map.of(), uri))
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .build();
    }

    @ServerExceptionMapper
    Response body(JsonProcessingException e, UriInfo uri) {
        return response(
                Problem.BODY, "the body is not the JSON that is asked for: " + e.getOriginalMessage(), Map.of(), uri);
    }

    /** More specific than what the framework would map otherwise, without a problem. */
    @ServerExceptionMapper
    Response mismatched(MismatchedInputException e, UriInfo uri) {
        return body(e, uri);
    }

    @ServerExceptionMapper
    Response missing(MissingDataException e, UriInfo uri) {
        return response(Problem.MISSING, e.getMessage(), e.values(), uri);
    }

    /** What the framework refuses: no such path, method, media type. */
    @ServerExceptionMapper
    Response refused(WebApplicationException e, UriInfo uri) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return body(json, uri);
        }
        Response.StatusType status = e.getResponse().getStatusInfo();
        Problem.Kind kind = new Problem.Kind(status.getStatusCode(), "http", status.getReasonPhrase());
        Response problem = response(kind, detail(kind, uri), Map.of(), uri);
        Object allow = e.getResponse().getHeaderString(HttpHeaders.ALLOW);
        return Response.fromResponse(problem).header(HttpHeaders.ALLOW, allow).build();
    }

    private static String detail(Problem.Kind kind, UriInfo uri) {
        return switch (kind.status()) {
            case 404 -> "nothing is at " + uri.getPath() + ". Maybe /q/swagger-ui shows what you look for.";
            case 405 -> uri.getPath() + " does not answer this method. Maybe /q/swagger-ui shows which it does.";
            case 406 -> uri.getPath() + " has no representation of a type in the Accept header.";
            case 415 -> uri.getPath() + " reads no body of this Content-Type; it must be application/json.";
            default -> kind.title();
        };
    }

    /** The cause goes to the log only, under an id that the client is told. */
    @ServerExceptionMapper
    Response failed(Throwable e, UriInfo uri) {
        String incident = UUID.randomUUID().toString();
        LOG.errorf(e, "incident %s at %s", incident, uri.getPath());
        String detail =
                "The service failed in a way that it did not foresee; its log has the cause as incident " + incident;
        return response(Problem.INTERNAL, detail, Map.of("incident", incident), uri);
    }

    private static Response response(
            Problem.Kind kind, @Nullable String detail, Map<String, String> values, UriInfo uri) {
        String words = detail == null ? kind.title() : detail;
        return Response.status(kind.status())
                .type(Problem.MEDIA_TYPE)
                .entity(new Problem(kind.type(), kind.title(), kind.status(), words, uri.getPath(), values))
                .build();
    }
}
