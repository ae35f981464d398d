package io.credence.risk.application;

import io.credence.forecasting.drift.DriftMonitor;
import io.credence.forecasting.drift.cause.Cause;
import io.credence.forecasting.drift.cause.Symptoms;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one horizon of an instrument is watched by: the drift monitor, what the forecasts say of themselves, and the alert that is open.
 *
 * @param alert null while there is none
 */
record Watch(
        int horizon,
        DriftMonitor monitor,
        Symptoms symptoms,
        @Nullable OpenAlert alert) {

    /** One that has seen nothing. */
    static Watch start(int horizon) {
        return new Watch(horizon, Monitors.start(), Symptoms.NONE, null);
    }

    /** Since when an instrument's forecasts have been wrong, by the alerts that stand against them; empty where none does. */
    static Optional<Instant> onset(Collection<Watch> watches) {
        return watches.stream()
                .map(Watch::alert)
                .filter(Objects::nonNull)
                .filter(alert -> alert.cause() == Cause.CALIBRATION)
                .map(OpenAlert::since)
                .min(Comparator.naturalOrder());
    }

    void write(ByteWriter out) {
        out.putInt(horizon).putBytes(monitor.encode()).putBytes(symptoms.encode());
        out.putByte(alert == null ? 0 : 1);
        if (alert != null) {
            alert.write(out);
        }
    }

    static Watch read(ByteBuffer in, Decoders decoders) {
        int horizon = in.getInt();
        DriftMonitor monitor = decoders.monitor(ByteWriter.bytes(in));
        Symptoms symptoms = Symptoms.decode(ByteWriter.bytes(in));
        return new Watch(horizon, monitor, symptoms, in.get() == 0 ? null : OpenAlert.read(in));
    }

    /** Reads what was written before alerts had causes: all of them were of calibration. */
    static Watch readFirst(ByteBuffer in, Decoders decoders, String modelVersion) {
        int horizon = in.getInt();
        DriftMonitor monitor = decoders.monitor(ByteWriter.bytes(in));
        return new Watch(horizon, monitor, Symptoms.NONE, in.get() == 0 ? null : OpenAlert.readFirst(in, modelVersion));
    }
}
