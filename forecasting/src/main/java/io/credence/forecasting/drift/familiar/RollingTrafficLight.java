package io.credence.forecasting.drift.familiar;

import io.credence.forecasting.evaluation.TrafficLight;
import java.util.OptionalInt;

/** The Basel traffic light after every bar, and how long until it turns red if hits go on as of late. */
public final class RollingTrafficLight implements PitAlarm {

    private static final double TAIL = 0.01;
    private static final int RED = 10;

    /** The recent rate is that of so many bars. */
    private static final int RECENT = 50;

    private final Ring ring = new Ring(TrafficLight.DAYS);
    private int hits;

    /** Red is an alarm. */
    @Override
    public boolean add(double pit) {
        PitAlarm.check(pit);
        int hit = pit < TAIL ? 1 : 0;
        hits += hit - Math.max(0, ring.push(hit));
        return now().zone() == TrafficLight.Zone.RED;
    }

    /** The present light. */
    public TrafficLight now() {
        return TrafficLight.of(hits);
    }

    /**
     * The number of bars until red where hits come at the rate of the last fifty bars, and known ones leave the window; 0 when red, empty when
     * that rate does not lead there within a window.
     */
    public OptionalInt daysToBreach() {
        int recent = 0;
        int from = Math.max(0, ring.filled() - RECENT);
        for (int i = from; i < ring.filled(); i++) {
            recent += ring.oldest(i);
        }
        double rate = ring.filled() == 0 ? 0 : (double) recent / (ring.filled() - from);
        double expected = hits;
        for (int day = 0; day <= ring.length(); day++) {
            if (expected >= RED - 1e-9) {
                return OptionalInt.of(day);
            }
            int leaves = day - (ring.length() - ring.filled());
            expected += rate - (leaves >= 0 && leaves < ring.filled() ? ring.oldest(leaves) : 0);
        }
        return OptionalInt.empty();
    }
}
