package io.credence.risk.rest;

import io.credence.risk.port.Batch;
import io.credence.risk.port.CommitFeed;
import io.credence.risk.port.StreamStatus;
import io.credence.risk.rest.LiveEvent.Swap;
import io.credence.risk.rest.body.PulseBody;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The live stream. What a batch holds is told after its commit. A reader that falls {@link #BEHIND} batches behind is cut
 * off rather than left with holes: it comes back by itself and asks the store for what it missed.
 */
@Path("/api/v1/stream")
@Tag(name = "Live", description = "Server-sent events.")
public class StreamResource {

    private static final Logger LOG = Logger.getLogger(StreamResource.class);
    private static final int BEHIND = 4096;
    private static final Duration PULSE = Duration.ofSeconds(2);

    private final CommitFeed feed;
    private final StreamStatus status;
    private final Asked asked;

    StreamResource(CommitFeed feed, StreamStatus status, Asked asked) {
        this.feed = feed;
        this.status = status;
        this.asked = asked;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            operationId = "stream",
            summary = "Bars, forecasts, scores, alerts and model swaps as they are committed",
            description =
                    "Events: bar, forecast, score, alert, model (a partition forecasts with another version) and pulse"
                            + " (how the stream does, every 2 seconds). Their data are the bodies of the other answers.")
    public Multi<OutboundSseEvent> stream(
            @Parameter(description = "Only bars, forecasts and scores of this instrument; all when absent.")
                    @QueryParam("instrument")
                    @Nullable
                    String instrument,
            @Context Sse sse) {
        Optional<String> only = Optional.ofNullable(instrument)
                .map(name -> asked.instrument(name).name());
        Multi<LiveEvent> pulses =
                Multi.createFrom().ticks().every(PULSE).onOverflow().drop().map(tick -> pulse());
        return Multi.createBy()
                .merging()
                .streams(Multi.createFrom().item(this::pulse), pulses, commits(only))
                .map(event -> encode(event, sse));
    }

    private LiveEvent pulse() {
        return new LiveEvent("pulse", PulseBody.of(status));
    }

    private Multi<LiveEvent> commits(Optional<String> instrument) {
        Map<Integer, String> versions = new ConcurrentHashMap<>();
        return Multi.createFrom()
                .<Batch>emitter(this::follow, BEHIND)
                .emitOn(Infrastructure.getDefaultExecutor())
                .onItem()
                .transformToIterable(batch -> Stream.concat(
                                LiveEvent.of(batch, instrument), swaps(LiveEvent.versions(batch), versions))
                        .toList());
    }

    private void follow(MultiEmitter<? super Batch> emitter) {
        AutoCloseable subscription = feed.subscribe(emitter::emit);
        emitter.onTermination(() -> close(subscription));
    }

    private static void close(AutoCloseable subscription) {
        try {
            subscription.close();
        } catch (Exception e) {
            LOG.warn("a subscription to the commit feed could not be closed", e);
        }
    }

    private static Stream<LiveEvent> swaps(Stream<Swap> found, Map<Integer, String> versions) {
        return found.filter(swap -> !swap.modelVersion().equals(versions.put(swap.partition(), swap.modelVersion())))
                .map(swap -> new LiveEvent("model", swap));
    }

    private static OutboundSseEvent encode(LiveEvent event, Sse sse) {
        return sse.newEventBuilder()
                .name(event.name())
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(event.body())
                .build();
    }
}
