package io.credence.risk.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.credence.forecasting.market.Bar;
import io.credence.forecasting.market.Heartbeat;
import io.credence.forecasting.market.Quote;
import io.credence.forecasting.market.Tick;
import io.credence.forecasting.market.Trade;
import io.credence.risk.port.AlertRow;
import io.credence.risk.port.DeadLetterRow;
import io.credence.risk.port.ForecastKey;
import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.PartitionId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schemas say what the messages hold: the same fields, of the same types, no more and no fewer. */
final class SchemasTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOON = Instant.parse("2013-11-29T12:00:00Z");
    private static final PartitionId PARTITION = new PartitionId("cluster", "topic", 0);

    private final MessageJson messages = new MessageJson();

    @ParameterizedTest
    @MethodSource("ticks")
    void tick(Tick tick) throws IOException {
        byte[] message = TickJson.encode(tick);
        JsonNode schema = schema("tick");

        assertThat(violations("tick", message)).isEmpty();
        assertThat(kindsOf(schema, JSON.readTree(message))).isEqualTo(1);
    }

    static List<Tick> ticks() {
        return List.of(
                new Trade("BTCUSD", "tape", 1, NOON, 800, 0.5),
                new Quote("BTCUSD", "tape", 2, NOON, 800, 801),
                new Heartbeat(NOON));
    }

    @Test
    void examplesOfTicksAreTicks() throws IOException {
        for (JsonNode example : schema("tick").path("examples")) {
            Tick read = TickJson.decode(JSON.writeValueAsBytes(example));
            assertThat(JSON.readTree(TickJson.encode(read))).isEqualTo(example);
        }
    }

    /** How many of the schema's alternatives the message is: its constant type, with all that this type requires. */
    private static long kindsOf(JsonNode schema, JsonNode message) {
        return schema.path("oneOf")
                .valueStream()
                .filter(kind -> kind.at("/properties/type/const").equals(message.get("type")))
                .filter(kind -> kind.path("required").valueStream().allMatch(name -> message.has(name.asText())))
                .count();
    }

    @Test
    void bar() throws IOException {
        Bar bar = new Bar("BTCUSD", NOON, NOON.plusSeconds(60), 1, 3, 0.5, 2, 10, 4);
        assertThat(violations("bar", messages.bar("1m", bar))).isEmpty();
    }

    @Test
    void forecast() throws IOException {
        assertThat(violations("forecast", messages.forecasts(List.of(forecastRow()))))
                .isEmpty();
    }

    @Test
    void openAlert() throws IOException {
        assertThat(violations("alert", messages.alert(alert(null)))).isEmpty();
    }

    @Test
    void clearedAlert() throws IOException {
        assertThat(violations("alert", messages.alert(alert(NOON.plusSeconds(60)))))
                .isEmpty();
    }

    @Test
    void deadLetter() throws IOException {
        byte[] head = {1, 2, 3};
        DeadLetterRow letter = new DeadLetterRow(PARTITION, 7, "MALFORMED", "not JSON", head, 3, new byte[32], NOON);
        assertThat(violations("dead-letter", messages.deadLetter(letter))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tick", "bar", "forecast", "alert", "incident", "seal", "dead-letter"})
    void examplesFollowTheirSchema(String name) throws IOException {
        JsonNode schema = schema(name);
        assertThat(schema.path("examples")).isNotEmpty();
        for (JsonNode example : schema.path("examples")) {
            assertThat(violations(schema, schema, example, name)).isEmpty();
        }
    }

    @Test
    void aMissingAnUnknownAndAMistypedFieldAreFound() throws IOException {
        JsonNode schema = schema("bar");
        JsonNode wrong = JSON.readTree("{\"instrument\": 1, \"colour\": \"red\"}");
        assertThat(violations(schema, schema, wrong, "bar"))
                .contains(
                        "bar.close is missing",
                        "bar.colour is not in the schema",
                        "bar.instrument is not of type string");
    }

    private static List<String> violations(String name, byte[] message) throws IOException {
        JsonNode schema = schema(name);
        return violations(schema, schema, JSON.readTree(message), name);
    }

    private static JsonNode schema(String name) throws IOException {
        String path = "/META-INF/resources/schemas/" + name + ".schema.json";
        try (InputStream file = SchemasTest.class.getResourceAsStream(path)) {
            return JSON.readTree(file);
        }
    }

    /** Types, required and unknown properties, items and references: the words that these schemas use for structure. */
    private static List<String> violations(JsonNode root, JsonNode schema, JsonNode value, String path) {
        if (schema.has("$ref")) {
            return violations(root, root.at(schema.get("$ref").asText().substring(1)), value, path);
        }
        List<String> found = new ArrayList<>();
        String type = schema.path("type").asText("");
        if (!type.isEmpty() && !isOf(type, value)) {
            found.add(path + " is not of type " + type);
        }
        if (value.isArray()) {
            value.forEach(item -> found.addAll(violations(root, schema.get("items"), item, path + "[]")));
        }
        if (value.isObject()) {
            found.addAll(properties(root, schema, value, path));
        }
        return found;
    }

    private static List<String> properties(JsonNode root, JsonNode schema, JsonNode value, String path) {
        List<String> found = new ArrayList<>();
        Set<String> present = new HashSet<>();
        value.fieldNames().forEachRemaining(present::add);
        schema.path("required").forEach(name -> {
            if (!present.contains(name.asText())) {
                found.add(path + "." + name.asText() + " is missing");
            }
        });
        for (String name : present) {
            JsonNode property = schema.path("properties").path(name);
            if (property.isMissingNode()) {
                found.add(path + "." + name + " is not in the schema");
            } else {
                found.addAll(violations(root, property, value.get(name), path + "." + name));
            }
        }
        return found;
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "number" -> value.isNumber();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            default -> false;
        };
    }

    private static AlertRow alert(Instant clearedAt) {
        return new AlertRow(
                new UUID(1, 2),
                "BTCUSD",
                "1m",
                5,
                "calibration",
                "warning",
                "ewma-1",
                NOON,
                NOON,
                42,
                "dispersion",
                clearedAt);
    }

    private static ForecastRow forecastRow() {
        double[] levels = {1, 2, 3};
        ForecastRow.Figures figures = new ForecastRow.Figures(
                0, 1, 0.1, new double[] {-3, -2, -1, 0, 1, 2, 3}, levels, levels, levels, levels, levels, levels);
        ForecastRow.Source source = new ForecastRow.Source(PARTITION, 7, NOON.minusSeconds(60), "jvm");
        ForecastKey key = new ForecastKey("BTCUSD", "1m", 5, ForecastKey.CHAMPION, NOON);
        return new ForecastRow(new UUID(1, 2), key, "ewma-1", 100, new byte[0], figures, source, new byte[32]);
    }
}
