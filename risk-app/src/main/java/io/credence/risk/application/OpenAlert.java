package io.credence.risk.application;

import io.credence.forecasting.drift.cause.Cause;
import io.credence.forecasting.drift.cause.Diagnosis;
import io.credence.risk.port.AlertRow;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An alert that stands, as it was raised.
 *
 * @param modelVersion whom it accuses
 * @param eValue the evidence when it was raised
 * @param critical whether the evidence has become overwhelming since
 * @param unlearnt whether another model is in charge by now that has learnt nothing since the change
 * @param quiet outcomes in a row that gave no ground for it
 * @param graver outcomes in a row that gave ground for a graver cause
 */
record OpenAlert(
        Cause cause,
        String modelVersion,
        Instant raisedAt,
        Instant since,
        double eValue,
        String what,
        boolean critical,
        boolean unlearnt,
        int quiet,
        int graver) {

    private static final int CRITICAL_BIT = 1;
    private static final int UNLEARNT_BIT = 2;

    /** From this evidence on an alert is critical. */
    static final double CRITICAL = 1e4;

    static OpenAlert of(Diagnosis diagnosis, String modelVersion, Instant at, String what) {
        boolean critical = diagnosis.cause() == Cause.CALIBRATION && diagnosis.eValue() >= CRITICAL;
        return new OpenAlert(
                diagnosis.cause(),
                modelVersion,
                at,
                diagnosis.since(),
                diagnosis.eValue(),
                what,
                critical,
                false,
                0,
                0);
    }

    OpenAlert counted(int quietOnes, int graverOnes) {
        return new OpenAlert(
                cause, modelVersion, raisedAt, since, eValue, what, critical, unlearnt, quietOnes, graverOnes);
    }

    OpenAlert nowCritical() {
        return new OpenAlert(cause, modelVersion, raisedAt, since, eValue, what, true, unlearnt, quiet, graver);
    }

    /** The same under another model. @param learnt whether that one knows the market since the change */
    OpenAlert replaced(boolean learnt) {
        return new OpenAlert(cause, modelVersion, raisedAt, since, eValue, what, critical, !learnt, quiet, graver);
    }

    /** The same trouble as before: it is as old as that. */
    OpenAlert goingOn(Instant earlier) {
        Instant begun = earlier.isBefore(since) ? earlier : since;
        return new OpenAlert(cause, modelVersion, raisedAt, begun, eValue, what, critical, unlearnt, quiet, graver);
    }

    /** @param clearedAt null while it stands */
    AlertRow row(String instrument, String spec, int horizon, @Nullable Instant clearedAt) {
        String name = cause.name().toLowerCase(Locale.ROOT);
        return new AlertRow(
                ForecastIdentity.id(
                        "alert", instrument, spec, modelVersion, Integer.toString(horizon), name, raisedAt.toString()),
                instrument,
                spec,
                horizon,
                name,
                severity(),
                modelVersion,
                raisedAt,
                since,
                eValue,
                what,
                clearedAt);
    }

    private String severity() {
        return switch (cause.action()) {
            case NONE -> AlertRow.NOTICE;
            case RETRAIN -> "warning";
            case FALL_BACK_AND_RETRAIN -> critical ? "critical" : "warning";
        };
    }

    void write(ByteWriter out) {
        out.putByte(cause.ordinal()).putText(modelVersion);
        out.putLong(raisedAt.toEpochMilli()).putLong(since.toEpochMilli()).putDouble(eValue);
        out.putText(what).putByte((critical ? CRITICAL_BIT : 0) | (unlearnt ? UNLEARNT_BIT : 0));
        out.putInt(quiet).putInt(graver);
    }

    static OpenAlert read(ByteBuffer in) {
        Cause cause = Cause.values()[in.get()];
        String modelVersion = ByteWriter.text(in);
        Instant raisedAt = Instant.ofEpochMilli(in.getLong());
        Instant since = Instant.ofEpochMilli(in.getLong());
        double eValue = in.getDouble();
        String what = ByteWriter.text(in);
        int bits = in.get();
        boolean critical = (bits & CRITICAL_BIT) != 0;
        boolean unlearnt = (bits & UNLEARNT_BIT) != 0;
        return new OpenAlert(
                cause, modelVersion, raisedAt, since, eValue, what, critical, unlearnt, in.getInt(), in.getInt());
    }

    static OpenAlert readFirst(ByteBuffer in, String modelVersion) {
        Instant raisedAt = Instant.ofEpochMilli(in.getLong());
        Instant since = Instant.ofEpochMilli(in.getLong());
        double eValue = in.getDouble();
        return new OpenAlert(
                Cause.CALIBRATION,
                modelVersion,
                raisedAt,
                since,
                eValue,
                ByteWriter.text(in),
                eValue >= CRITICAL,
                false,
                0,
                0);
    }
}
