package io.credence.forecasting.drift;

import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * A raised alarm's numbers.
 *
 * @param raisedAt in milliseconds since 1970
 * @param since in seconds since 1970
 * @param bet the winner's place in the panel
 * @param magnitude the shrunk mean of its statistic
 */
record Alarm(long raisedAt, int since, int bet, double magnitude, double eValue, double exactEValue) {

    static final int BYTES = 4 * Long.BYTES + 2 * Integer.BYTES;

    Finding finding(Panel panel) {
        Bet winner = panel.bet(bet);
        return new Finding(
                Instant.ofEpochMilli(raisedAt),
                Instant.ofEpochSecond(since),
                winner.fault(),
                magnitude,
                eValue,
                exactEValue,
                winner.describe(magnitude));
    }

    void write(ByteBuffer out) {
        out.putLong(raisedAt).putInt(since).putInt(bet);
        out.putDouble(magnitude).putDouble(eValue).putDouble(exactEValue);
    }

    static Alarm read(ByteBuffer in) {
        return new Alarm(in.getLong(), in.getInt(), in.getInt(), in.getDouble(), in.getDouble(), in.getDouble());
    }
}
