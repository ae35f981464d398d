package io.credence.risk.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.credence.risk.messaging.StreamService;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The live stream, read as a browser reads it. */
@QuarkusTest
@WithTestResource(Desk.class)
@Timeout(value = 30, unit = TimeUnit.SECONDS)
final class StreamIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    Seed seed;

    @Inject
    StreamService service;

    @TestHTTPResource("/api/v1/stream")
    URI stream;

    @Test
    void tellsACommittedBatchInOrder() throws Exception {
        seed.enter();
        try (Reader reader = new Reader(URI.create(stream + "?instrument=" + Seed.INSTRUMENT))) {
            assertThat(reader.next().name()).isEqualTo("pulse");
            service.committed(seed.next(Seed.alert(3, null)));
            List<Event> events = reader.untilAll("bar", "score", "forecast", "alert", "model");
            assertThat(names(events)).containsSubsequence("bar", "score", "forecast", "alert", "model");
            assertThat(body(events, "bar").path("end").asText())
                    .isEqualTo(seed.newest().end().toString());
            assertThat(body(events, "forecast").path("quantiles")).hasSize(7);
            assertThat(body(events, "model").path("modelVersion").asText()).isEqualTo(Seed.CHAMPION);
        }
    }

    @Test
    void leavesOutOtherInstrumentsButNoAlert() throws Exception {
        seed.enter();
        try (Reader reader = new Reader(URI.create(stream + "?instrument=QUIET"))) {
            assertThat(reader.next().name()).isEqualTo("pulse");
            service.committed(seed.next(Seed.alert(4, null)));
            assertThat(names(reader.untilAll("alert", "model"))).doesNotContain("bar", "forecast", "score");
        }
    }

    private static List<String> names(List<Event> events) {
        return events.stream().map(Event::name).toList();
    }

    private static JsonNode body(List<Event> events, String name) {
        return events.stream()
                .filter(event -> event.name().equals(name))
                .findFirst()
                .orElseThrow()
                .body();
    }

    private record Event(String name, JsonNode body) {}

    /** Reads server-sent events. */
    private static final class Reader implements AutoCloseable {

        private final HttpClient client = HttpClient.newHttpClient();
        private final BufferedReader lines;

        Reader(URI uri) throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .header("Accept", "text/event-stream")
                    .build();
            lines = new BufferedReader(new InputStreamReader(
                    client.send(request, BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8));
        }

        Event next() throws IOException {
            String name = "";
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event:")) {
                    name = line.substring(6).strip();
                } else if (line.startsWith("data:")) {
                    data.append(line.substring(5));
                } else if (line.isEmpty() && !data.isEmpty()) {
                    return new Event(name, JSON.readTree(data.toString()));
                }
            }
            throw new IllegalStateException("the stream ended");
        }

        List<Event> untilAll(String... wanted) throws IOException {
            List<Event> events = new ArrayList<>();
            while (!names(events).containsAll(List.of(wanted))) {
                events.add(next());
            }
            return events;
        }

        @Override
        public void close() throws IOException {
            client.shutdownNow();
            lines.close();
        }
    }
}
