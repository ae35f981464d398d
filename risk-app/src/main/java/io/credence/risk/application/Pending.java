package io.credence.risk.application;

import io.credence.forecasting.distribution.ForecastDistribution;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

/**
 * A forecast that waits for its outcome.
 *
 * @param due the number of the bar that realises it, counted as in {@link ClosedState#bars}
 * @param close at the origin
 * @param monitored whether its PIT goes to the drift monitor: every h-th origin of horizon h, since overlapping ones are
 *     dependent and alarm falsely
 */
record Pending(
        int horizon,
        long due,
        Instant origin,
        double close,
        UUID id,
        String modelVersion,
        boolean monitored,
        ForecastDistribution forecast,
        ForecastDistribution reference) {

    void write(ByteWriter out) {
        out.putInt(horizon).putLong(due).putLong(origin.toEpochMilli()).putDouble(close);
        out.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        out.putText(modelVersion).putByte(monitored ? 1 : 0);
        out.putBytes(forecast.encode()).putBytes(reference.encode());
    }

    static Pending read(ByteBuffer in, Decoders decoders) {
        int horizon = in.getInt();
        long due = in.getLong();
        Instant origin = Instant.ofEpochMilli(in.getLong());
        double close = in.getDouble();
        UUID id = new UUID(in.getLong(), in.getLong());
        String version = ByteWriter.text(in);
        boolean monitored = in.get() == 1;
        ForecastDistribution forecast = decoders.forecast(version, ByteWriter.bytes(in));
        ForecastDistribution reference = decoders.reference(ByteWriter.bytes(in));
        return new Pending(horizon, due, origin, close, id, version, monitored, forecast, reference);
    }
}
