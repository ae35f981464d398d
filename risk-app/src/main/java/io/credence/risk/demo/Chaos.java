package io.credence.risk.demo;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * When the service is killed: at shares of the stream that it has consumed, drawn from a seed, so that the kills spread over
 * the stream at any speed; each a random part of a second after the share was reached, so that they fall into any phase of a
 * batch.
 */
final class Chaos {

    private static final int LONGEST_DELAY_MILLIS = 400;

    private final Deque<Kill> kills = new ArrayDeque<>();

    /** @param afterShare of the stream, in [0, 1) */
    record Kill(double afterShare, long delayMillis) {}

    Chaos(int count, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        double[] shares = random.doubles(count, 0.01, 0.97).toArray();
        Arrays.sort(shares);
        for (double share : shares) {
            kills.add(new Kill(share, random.nextInt(LONGEST_DELAY_MILLIS)));
        }
    }

    /** Takes the next kill when it is due. */
    boolean isDue(double share) {
        Kill next = kills.peek();
        return next != null && share >= next.afterShare();
    }

    Kill next() {
        return kills.remove();
    }

    boolean isOver() {
        return kills.isEmpty();
    }
}
