package io.credence.forecasting.drift;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The wealth of a panel's bets in one lane, each a mixture over all starts: {@code w <- (w + share P(start now)) bet}, as a logarithm. A start's
 * wealth need not be kept apart from the others', since all of them make the same bet. What has not started is kept. The total is an e-process.
 *
 * <p>Logarithms are kept as floats: their rounding, 1e-6 of a nat, is far under what one bet moves.
 *
 * @param count of the bets made
 * @param logWealth never changed
 */
record Ledger(int count, float[] logWealth) {

    /** Under this a wealth is nothing beside what starts. */
    private static final double POOREST = -80;

    private static final double RICHEST = 600;

    static Ledger empty(Panel panel) {
        float[] nothing = new float[panel.size()];
        Arrays.fill(nothing, (float) POOREST);
        return new Ledger(0, nothing);
    }

    static int bytes(Panel panel) {
        return Integer.BYTES + panel.size() * Float.BYTES;
    }

    Ledger next(Panel panel, double[] logBets) {
        double start = StartPrior.log(count);
        float[] next = new float[logWealth.length];
        for (int i = 0; i < next.length; i++) {
            double grown = logSum(logWealth[i], start + panel.logShare(i)) + logBets[i];
            next[i] = (float) Math.clamp(grown, POOREST, RICHEST);
        }
        return new Ledger(count + 1, next);
    }

    double eValue() {
        double sum = StartPrior.notBefore(count);
        for (float log : logWealth) {
            sum += Math.exp(log);
        }
        return sum;
    }

    private static double logSum(double a, double b) {
        double high = Math.max(a, b);
        double gap = Math.min(a, b) - high;
        return gap < -40 ? high : high + Math.log1p(Math.exp(gap));
    }

    void write(ByteBuffer out) {
        out.putInt(count);
        for (float log : logWealth) {
            out.putFloat(log);
        }
    }

    static Ledger read(Panel panel, ByteBuffer in) {
        int count = in.getInt();
        float[] logWealth = new float[panel.size()];
        for (int i = 0; i < logWealth.length; i++) {
            logWealth[i] = in.getFloat();
        }
        return new Ledger(count, logWealth);
    }
}
