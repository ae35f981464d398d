package io.credence.bnn.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;

/** Times several kinds of work in turn, so that a machine that is busy for a while is busy for all of them. */
public final class Rounds {

    private static final int WARM_UP = 2;

    private Rounds() {}

    /**
     * Microseconds of one repetition of each work: the median of the rounds.
     *
     * @param work repeats itself as often as it is told
     * @param times repetitions in a round
     * @param rounds that count, after two that do not
     */
    public static double[] medians(List<LongConsumer> work, int times, int rounds) {
        return Arrays.stream(micros(work, times, rounds))
                .mapToDouble(Rounds::median)
                .toArray();
    }

    /** As {@link #medians}, of each work's quickest round: what it costs while nothing else runs. */
    public static double[] least(List<LongConsumer> work, int times, int rounds) {
        return Arrays.stream(micros(work, times, rounds))
                .mapToDouble(each -> Arrays.stream(each).min().orElseThrow())
                .toArray();
    }

    private static double[][] micros(List<LongConsumer> work, int times, int rounds) {
        double[][] micros = new double[work.size()][rounds];
        for (int round = -WARM_UP; round < rounds; round++) {
            for (int i = 0; i < work.size(); i++) {
                double taken = micros(work.get(i), times);
                if (round >= 0) {
                    micros[i][round] = taken;
                }
            }
        }
        return micros;
    }

    private static double micros(LongConsumer work, int times) {
        long start = System.nanoTime();
        work.accept(times);
        return (System.nanoTime() - start) / 1e3 / times;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
