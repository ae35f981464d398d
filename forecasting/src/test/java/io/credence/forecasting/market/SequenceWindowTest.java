package io.credence.forecasting.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SequenceWindowTest {

    /** Against a set that forgets nothing: jumps within a word, over several words, over the whole window, and back. */
    @ParameterizedTest
    @ValueSource(ints = {3, 64, 200, 1023, 1024, 5000})
    void knowsWhatCameWithinItsWidth(int jump) {
        SplittableRandom random = new SplittableRandom(jump);
        SequenceWindow window = new SequenceWindow();
        Set<Long> seen = new HashSet<>();
        long highest = -1;
        for (int i = 0; i < 20_000; i++) {
            long sequence = Math.max(0, highest + random.nextInt(-1200, jump) + 1);
            boolean fresh = sequence > highest - SequenceWindow.WIDTH && seen.add(sequence);
            assertThat(window.enter(sequence))
                    .as("%d after %d", sequence, highest)
                    .isEqualTo(fresh);
            highest = Math.max(highest, sequence);
            if (i % 1000 == 0) {
                window = reread(window);
            }
        }
    }

    private static SequenceWindow reread(SequenceWindow window) {
        ByteBuffer bytes = ByteBuffer.allocate(SequenceWindow.BYTES);
        window.copy().write(bytes);
        return SequenceWindow.read(bytes.flip());
    }
}
