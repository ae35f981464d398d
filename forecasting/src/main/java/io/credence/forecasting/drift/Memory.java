package io.credence.forecasting.drift;

import java.nio.ByteBuffer;

/**
 * What the bets of one lane may know of its past.
 *
 * @param score the last
 * @param spread the exponentially weighted mean of squared scores, over about ten
 * @param shortfall that of the shortfall's e-values, over about five hundred
 * @param shortfallSquare that of their squares
 */
record Memory(float score, float spread, float shortfall, float shortfallSquare) {

    /** The square is that of an exponential tail, 2/a. */
    static final Memory NONE = new Memory(0, 1, 1, (float) (2 / TailLoss.TAIL));

    static final int BYTES = 4 * Float.BYTES;

    private static final double SPREAD = 0.1;
    private static final double SHORTFALL = 0.002;

    Memory next(Signal signal) {
        double e = Double.isNaN(signal.shortfall()) ? shortfall : signal.shortfall();
        double square = Double.isNaN(signal.shortfall()) ? shortfallSquare : e * e;
        return new Memory(
                (float) signal.score(),
                (float) (spread + SPREAD * (signal.score() * signal.score() - spread)),
                (float) (shortfall + SHORTFALL * (e - shortfall)),
                (float) (shortfallSquare + SHORTFALL * (square - shortfallSquare)));
    }

    void write(ByteBuffer out) {
        out.putFloat(score).putFloat(spread).putFloat(shortfall).putFloat(shortfallSquare);
    }

    static Memory read(ByteBuffer in) {
        return new Memory(in.getFloat(), in.getFloat(), in.getFloat(), in.getFloat());
    }
}
