package io.credence.risk.messaging;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.market.Bar;
import io.credence.forecasting.market.Tick;
import io.credence.risk.port.AlertRow;
import io.credence.risk.port.DeadLetterRow;
import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.MessageCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** The topics' messages as JSON, by the schemas under {@code schemas/}. */
public final class MessageJson implements MessageCodec {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    @Override
    public Tick tick(byte[] bytes) {
        return TickJson.decode(bytes);
    }

    @Override
    public byte[] bar(String spec, Bar bar) {
        return written(json -> {
            json.writeStringField("instrument", bar.instrument());
            json.writeStringField("bars", spec);
            json.writeStringField("start", bar.start().toString());
            json.writeStringField("end", bar.end().toString());
            json.writeNumberField("open", bar.open());
            json.writeNumberField("high", bar.high());
            json.writeNumberField("low", bar.low());
            json.writeNumberField("close", bar.close());
            json.writeNumberField("volume", bar.volume());
            json.writeNumberField("ticks", bar.ticks());
            json.writeBooleanField("empty", bar.isEmpty());
        });
    }

    @Override
    public byte[] forecasts(List<ForecastRow> origin) {
        ForecastRow first = origin.getFirst();
        return written(json -> {
            json.writeStringField("instrument", first.key().instrument());
            json.writeStringField("bars", first.key().spec());
            json.writeStringField("lane", first.key().lane());
            json.writeStringField("origin", first.key().origin().toString());
            json.writeStringField("modelVersion", first.modelVersion());
            json.writeNumberField("price", first.price());
            json.writeArrayFieldStart("forecasts");
            for (ForecastRow row : origin) {
                forecast(json, row);
            }
            json.writeEndArray();
        });
    }

    private static void forecast(JsonGenerator json, ForecastRow row) throws IOException {
        ForecastRow.Figures figures = row.figures();
        json.writeStartObject();
        json.writeStringField("id", row.id().toString());
        json.writeNumberField("horizon", row.key().horizon());
        json.writeNumberField("mean", figures.mean());
        json.writeNumberField("aleatoricVariance", figures.aleatoricVariance());
        json.writeNumberField("epistemicVariance", figures.epistemicVariance());
        json.writeArrayFieldStart("risk");
        for (int i = 0; i < ConfidenceLevel.STANDARD.size(); i++) {
            json.writeStartObject();
            json.writeNumberField("level", ConfidenceLevel.STANDARD.get(i).value());
            measure(
                    json,
                    "valueAtRisk",
                    figures.valueAtRisk()[i],
                    figures.valueAtRiskLow()[i],
                    figures.valueAtRiskHigh()[i]);
            measure(
                    json,
                    "expectedShortfall",
                    figures.expectedShortfall()[i],
                    figures.expectedShortfallLow()[i],
                    figures.expectedShortfallHigh()[i]);
            json.writeEndObject();
        }
        json.writeEndArray();
        quantiles(json, figures.quantiles());
        json.writeEndObject();
    }

    private static void measure(JsonGenerator json, String name, double value, double low, double high)
            throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("value", value);
        json.writeNumberField("low", low);
        json.writeNumberField("high", high);
        json.writeEndObject();
    }

    private static void quantiles(JsonGenerator json, double[] quantiles) throws IOException {
        json.writeArrayFieldStart("quantiles");
        for (int i = 0; i < quantiles.length; i++) {
            json.writeStartObject();
            json.writeNumberField("probability", ForecastRow.PROBABILITIES[i]);
            json.writeNumberField("value", quantiles[i]);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    @Override
    public byte[] alert(AlertRow alert) {
        return written(json -> {
            json.writeStringField("id", alert.id().toString());
            json.writeStringField("instrument", alert.instrument());
            json.writeStringField("bars", alert.spec());
            json.writeNumberField("horizon", alert.horizon());
            json.writeStringField("cause", alert.cause());
            json.writeStringField("severity", alert.severity());
            json.writeStringField("state", alert.clearedAt() == null ? "open" : "cleared");
            json.writeStringField("modelVersion", alert.modelVersion());
            json.writeStringField("raisedAt", alert.raisedAt().toString());
            json.writeStringField("since", alert.since().toString());
            json.writeNumberField("eValue", alert.eValue());
            json.writeStringField("what", alert.what());
            if (alert.clearedAt() != null) {
                json.writeStringField("clearedAt", alert.clearedAt().toString());
            }
        });
    }

    @Override
    public byte[] deadLetter(DeadLetterRow letter) {
        return written(json -> {
            json.writeStringField("clusterId", letter.partition().clusterId());
            json.writeStringField("topicId", letter.partition().topicId());
            json.writeNumberField("partition", letter.partition().partition());
            json.writeNumberField("offset", letter.offset());
            json.writeStringField("reason", letter.reason());
            json.writeStringField("message", letter.message());
            json.writeNumberField("length", letter.length());
            json.writeStringField("sha256", HexFormat.of().formatHex(letter.sha256()));
            json.writeStringField("head", Base64.getEncoder().encodeToString(letter.head()));
            json.writeStringField("recordTime", letter.recordTime().toString());
        });
    }

    private static byte[] written(Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /** What stands between the braces. */
    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }
}
