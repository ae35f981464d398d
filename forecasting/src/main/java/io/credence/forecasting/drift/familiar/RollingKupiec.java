package io.credence.forecasting.drift.familiar;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.evaluation.Hits;
import io.credence.forecasting.evaluation.KupiecTest;

/** Kupiec's test of the value at risk's hits in a rolling window, looked at after every bar, as many desks do. */
public final class RollingKupiec implements PitAlarm {

    private final double tail;
    private final Ring ring;
    private final boolean[] rejects;
    private int hits;

    private RollingKupiec(double tail, Ring ring, boolean[] rejects) {
        this.tail = tail;
        this.ring = ring;
        this.rejects = rejects;
    }

    /**
     * @param level of the value at risk
     * @param window in bars
     * @param significance of each look, between 0 and 0.5
     */
    public static RollingKupiec of(ConfidenceLevel level, int window, double significance) {
        Ring ring = new Ring(window);
        boolean[] rejects = new boolean[window + 1];
        for (int n = 0; n <= window; n++) {
            boolean[] hits = new boolean[window];
            java.util.Arrays.fill(hits, 0, n, true);
            rejects[n] = KupiecTest.withDefaults().test(Hits.of(level, hits)).reject(significance);
        }
        return new RollingKupiec(level.tail(), ring, rejects);
    }

    @Override
    public boolean add(double pit) {
        PitAlarm.check(pit);
        int hit = pit < tail ? 1 : 0;
        hits += hit - Math.max(0, ring.push(hit));
        return ring.isFull() && rejects[hits];
    }
}
