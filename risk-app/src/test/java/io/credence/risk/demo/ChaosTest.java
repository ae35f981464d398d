package io.credence.risk.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChaosTest {

    @Test
    void theSameSeedKillsAtTheSameMoments() {
        assertThat(kills(10, 7)).isEqualTo(kills(10, 7)).isNotEqualTo(kills(10, 8));
    }

    @Test
    void killsComeInOrderWithinTheStream() {
        List<Chaos.Kill> kills = kills(50, 3);
        assertThat(kills).hasSize(50);
        assertThat(kills).extracting(Chaos.Kill::afterShare).isSorted().allMatch(share -> share > 0 && share < 0.97);
        assertThat(kills).extracting(Chaos.Kill::delayMillis).allMatch(delay -> delay >= 0 && delay < 400);
    }

    @Test
    void aKillIsDueOnceItsShareIsReached() {
        Chaos chaos = new Chaos(1, 5);
        double share = kills(1, 5).getFirst().afterShare();
        assertThat(chaos.isDue(share - 1e-9)).isFalse();
        assertThat(chaos.isDue(share)).isTrue();
        chaos.next();
        assertThat(chaos.isOver()).isTrue();
        assertThat(chaos.isDue(1)).isFalse();
    }

    private static List<Chaos.Kill> kills(int count, long seed) {
        Chaos chaos = new Chaos(count, seed);
        List<Chaos.Kill> kills = new ArrayList<>();
        while (!chaos.isOver()) {
            kills.add(chaos.next());
        }
        return kills;
    }
}
