package io.credence.risk.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacerTest {

    private final AtomicLong clock = new AtomicLong(17);
    private final Instant start = Instant.parse("2013-11-25T00:00:00Z");

    private Pacer pacer(String speed) {
        return new Pacer(Speed.parse(speed), clock::get, clock::addAndGet);
    }

    @Test
    void holdsEachTickBackByItsDistanceOverTheSpeed() {
        Pacer pacer = pacer("600");
        pacer.await(start);
        assertThat(clock.get()).isEqualTo(17);
        pacer.await(start.plusSeconds(60));
        assertThat(clock.get()).isEqualTo(17 + 100_000_000L);
        pacer.await(start.plusSeconds(30));
        assertThat(clock.get()).isEqualTo(17 + 100_000_000L);
    }

    @Test
    void aDelayIsCaughtUpInsteadOfCarriedOn() {
        Pacer pacer = pacer("1");
        pacer.await(start);
        clock.addAndGet(5_000_000_000L);
        pacer.await(start.plusSeconds(3));
        assertThat(clock.get()).isEqualTo(17 + 5_000_000_000L);
        pacer.await(start.plusSeconds(6));
        assertThat(clock.get()).isEqualTo(17 + 6_000_000_000L);
    }

    @Test
    void afterARestartNothingIsCaughtUp() {
        Pacer pacer = pacer("1");
        pacer.await(start);
        clock.addAndGet(5_000_000_000L);
        pacer.restart();
        pacer.await(start.plusSeconds(3));
        pacer.await(start.plusSeconds(6));
        assertThat(clock.get()).isEqualTo(17 + 8_000_000_000L);
    }

    @Test
    void maxNeverWaits() {
        Pacer pacer = pacer("max");
        pacer.await(start);
        pacer.await(start.plusSeconds(1_000_000));
        assertThat(clock.get()).isEqualTo(17);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "fast", "NaN", ""})
    void refusesWhatIsNoSpeed(String text) {
        assertThatThrownBy(() -> Speed.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("speed is");
    }
}
