package io.credence.forecasting.drift;

import java.nio.ByteBuffer;

/**
 * Every h-th origin's outcomes, which do not overlap.
 *
 * @param round of the last origin counted, its number over h; -1 before the first
 */
record Lane(int round, Memory memory, Ledger ledger) {

    static Lane empty(Panel panel) {
        return new Lane(-1, Memory.NONE, Ledger.empty(panel));
    }

    static int bytes(Panel panel) {
        return Integer.BYTES + (panel.remembers() ? Memory.BYTES : 0) + Ledger.bytes(panel);
    }

    Lane next(Panel panel, int at, Signal signal, double[] logBets) {
        return new Lane(at, panel.remembers() ? memory.next(signal) : memory, ledger.next(panel, logBets));
    }

    Lane withoutWealth(Panel panel) {
        return new Lane(round, memory, Ledger.empty(panel));
    }

    void write(Panel panel, ByteBuffer out) {
        out.putInt(round);
        if (panel.remembers()) {
            memory.write(out);
        }
        ledger.write(out);
    }

    static Lane read(Panel panel, ByteBuffer in) {
        return new Lane(in.getInt(), panel.remembers() ? Memory.read(in) : Memory.NONE, Ledger.read(panel, in));
    }
}
