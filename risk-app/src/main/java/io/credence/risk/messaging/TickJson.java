package io.credence.risk.messaging;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import io.credence.forecasting.market.Heartbeat;
import io.credence.forecasting.market.PriceTick;
import io.credence.forecasting.market.Quote;
import io.credence.forecasting.market.Tick;
import io.credence.forecasting.market.Trade;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Ticks as the JSON of {@code schemas/tick.schema.json}. Fields beyond the schema are ignored. */
public final class TickJson {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private TickJson() {}

    /** The bytes of a tick, in UTF-8. */
    public static byte[] encode(Tick tick) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(192);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("type", type(tick));
            if (tick instanceof PriceTick price) {
                writeIdentity(json, price);
            }
            json.writeStringField("eventTime", tick.eventTime().toString());
            writePrices(json, tick);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static String type(Tick tick) {
        return switch (tick) {
            case Trade trade -> "trade";
            case Quote quote -> "quote";
            case Heartbeat heartbeat -> "heartbeat";
        };
    }

    private static void writeIdentity(JsonGenerator json, PriceTick tick) throws IOException {
        json.writeStringField("instrument", tick.instrument());
        json.writeStringField("source", tick.source());
        json.writeNumberField("sequence", tick.sequence());
    }

    private static void writePrices(JsonGenerator json, Tick tick) throws IOException {
        switch (tick) {
            case Trade trade -> {
                json.writeNumberField("price", trade.price());
                json.writeNumberField("size", trade.size());
            }
            case Quote quote -> {
                json.writeNumberField("bid", quote.bid());
                json.writeNumberField("ask", quote.ask());
            }
            case Heartbeat heartbeat -> {
                // Its time is all it says.
            }
        }
    }

    /**
     * Reads a tick.
     *
     * @throws MalformedTickException when the bytes are not one, naming what is wrong
     */
    public static Tick decode(byte[] bytes) {
        Fields fields = new Fields();
        try (JsonParser json = JSON.createParser(bytes)) {
            fields.read(json);
        } catch (JsonParseException e) {
            throw new MalformedTickException("not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new MalformedTickException("not JSON: " + e.getMessage(), e);
        }
        try {
            return fields.tick();
        } catch (IllegalArgumentException e) {
            throw new MalformedTickException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The fields of one object as they come. */
    private static final class Fields {
        private @Nullable String type;
        private @Nullable String instrument;
        private @Nullable String source;
        private @Nullable String eventTime;
        private @Nullable Long sequence;
        private @Nullable Double price;
        private @Nullable Double size;
        private @Nullable Double bid;
        private @Nullable Double ask;

        void read(JsonParser json) throws IOException {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedTickException(
                        "the record is not a JSON object; it must be one, as {\"type\":\"trade\",...}");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                field(name, json);
            }
            if (json.nextToken() != null) {
                throw new MalformedTickException("more follows the JSON object; a record holds one tick");
            }
        }

        private void field(String name, JsonParser json) throws IOException {
            switch (name) {
                case "type" -> type = once(name, type, text(name, json));
                case "instrument" -> instrument = once(name, instrument, text(name, json));
                case "source" -> source = once(name, source, text(name, json));
                case "eventTime" -> eventTime = once(name, eventTime, text(name, json));
                case "sequence" -> sequence = once(name, sequence, whole(name, json));
                case "price" -> price = once(name, price, number(name, json));
                case "size" -> size = once(name, size, number(name, json));
                case "bid" -> bid = once(name, bid, number(name, json));
                case "ask" -> ask = once(name, ask, number(name, json));
                default -> json.skipChildren();
            }
        }

        /** Two values for one field are no tick: which one is meant, nobody knows. */
        private static <T> T once(String name, @Nullable T before, T value) {
            if (before != null) {
                throw new MalformedTickException("duplicate field '" + name + "'; a tick has each field once");
            }
            return value;
        }

        Tick tick() {
            String kind = required("type", type);
            return switch (kind) {
                case "trade" ->
                    new Trade(name(), feed(), number(), time(), required("price", price), required("size", size));
                case "quote" -> new Quote(name(), feed(), number(), time(), required("bid", bid), required("ask", ask));
                case "heartbeat" -> new Heartbeat(time());
                default ->
                    throw new MalformedTickException("type is '" + kind + "'; it must be trade, quote or heartbeat");
            };
        }

        private String name() {
            return required("instrument", instrument);
        }

        private String feed() {
            return required("source", source);
        }

        private long number() {
            return required("sequence", sequence);
        }

        private Instant time() {
            String text = required("eventTime", eventTime);
            try {
                return believable(IsoInstant.parse(text));
            } catch (DateTimeException e) {
                throw new MalformedTickException(
                        "eventTime is '" + text + "'; it must be an ISO-8601 instant, as 2013-11-25T00:00:13Z", e);
            }
        }

        private static Instant believable(Instant time) {
            if (time.isBefore(Instant.EPOCH) || !time.isBefore(LATEST)) {
                throw new MalformedTickException(
                        "eventTime is " + time + "; it must lie from " + Instant.EPOCH + " to before " + LATEST);
            }
            return time;
        }

        private static String text(String name, JsonParser json) throws IOException {
            if (json.currentToken() != JsonToken.VALUE_STRING) {
                throw wrong(name, json, "text");
            }
            return json.getText();
        }

        private static long whole(String name, JsonParser json) throws IOException {
            if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
                throw wrong(name, json, "a whole number");
            }
            try {
                return json.getLongValue();
            } catch (InputCoercionException e) {
                throw new MalformedTickException(
                        name + " is " + abbreviated(json.getText()) + "; it must be at most " + Long.MAX_VALUE, e);
            }
        }

        private static double number(String name, JsonParser json) throws IOException {
            if (!json.currentToken().isNumeric()) {
                throw wrong(name, json, "a number");
            }
            return json.getDoubleValue();
        }

        private static MalformedTickException wrong(String name, JsonParser json, String allowed) throws IOException {
            return new MalformedTickException(name + " is " + abbreviated(json.getText()) + "; it must be " + allowed);
        }

        private static String abbreviated(String text) {
            return text.length() <= 40 ? text : text.substring(0, 40) + "... (" + text.length() + " characters)";
        }

        private static <T> T required(String name, @Nullable T value) {
            if (value == null) {
                throw new MalformedTickException("field " + name + " is missing; a tick needs it");
            }
            return value;
        }
    }
}
