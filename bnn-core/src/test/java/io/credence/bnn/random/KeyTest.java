package io.credence.bnn.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class KeyTest {

    @Test
    void theSameKeyDrawsTheSame() {
        assertThat(Key.of(7).child(3).generator().nextLong())
                .isEqualTo(Key.of(7).child(3).generator().nextLong());
    }

    @Test
    void childrenOfNeighbouringKeysDiffer() {
        Set<Long> seeds = new HashSet<>();
        for (long seed = 0; seed < 100; seed++) {
            for (long use = 0; use < 100; use++) {
                seeds.add(Key.of(seed).child(use).seed());
            }
        }
        assertThat(seeds).hasSize(10_000);
    }

    @Test
    void childrenOfOneKeyAreUncorrelated() {
        int n = 20_000;
        double product = 0;
        for (int use = 0; use < n; use++) {
            double left = Key.of(1).child(use).generator().nextDouble() - 0.5;
            double right = Key.of(1).child(use + 1).generator().nextDouble() - 0.5;
            product += left * right * 12;
        }
        assertThat(Math.abs(product / n)).isLessThan(4 / Math.sqrt(n));
    }
}
