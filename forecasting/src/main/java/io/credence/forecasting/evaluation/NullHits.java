package io.credence.forecasting.evaluation;

import io.credence.forecasting.distribution.ConfidenceLevel;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;

/** Hits as they are where forecasts are right: independent, each day with the tail's probability. */
final class NullHits {

    private NullHits() {}

    /** Independent hits: the gaps between them are geometric, so the cost is that of the hits, not of the days. */
    static Hits independent(ConfidenceLevel level, int days, SplittableRandom random) {
        double logMiss = Math.log1p(-level.tail());
        int[] at = new int[16];
        int count = 0;
        double day = gap(random, logMiss);
        while (day < days) {
            at = count == at.length ? Arrays.copyOf(at, 2 * count) : at;
            at[count++] = (int) day;
            day += 1 + gap(random, logMiss);
        }
        return new Hits(level, days, Arrays.copyOf(at, count));
    }

    private static double gap(SplittableRandom random, double logMiss) {
        return Math.floor(Math.log1p(-random.nextDouble()) / logMiss);
    }

    /** The same number of hits on days drawn without replacement (Floyd): the law of independent hits given their number. */
    static Hits shuffled(Hits hits, SplittableRandom random) {
        BitSet taken = new BitSet(hits.days());
        for (int j = hits.days() - hits.count(); j < hits.days(); j++) {
            int day = random.nextInt(j + 1);
            taken.set(taken.get(day) ? j : day);
        }
        return new Hits(hits.level(), hits.days(), taken.stream().toArray());
    }
}
