package io.credence.bnn.inference.elbo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.inference.elbo.KlSchedule.Shape;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KlScheduleTest {

    @ParameterizedTest
    @CsvSource({
        "LINEAR, 1, 1",
        "LINEAR, 7, 1",
        "COSINE, 10, 1",
        "CYCLICAL, 100, 4",
        "CYCLICAL, 103, 4",
        "CYCLICAL, 4, 4"
    })
    void endsAtExactlyOneAndStaysThere(Shape shape, long epochs, int cycles) {
        KlSchedule schedule = new KlSchedule(shape, epochs, cycles);
        assertThat(LongStream.rangeClosed(1, 2 * epochs).mapToDouble(schedule::weight))
                .allMatch(w -> w > 0 && w <= 1);
        assertThat(LongStream.rangeClosed(epochs, 2 * epochs).mapToDouble(schedule::weight))
                .allMatch(w -> w == 1);
    }

    @Test
    void shapes() {
        assertThat(KlSchedule.linear(10).weight(3)).isEqualTo(0.3);
        assertThat(KlSchedule.cosine(10).weight(5)).isCloseTo(0.5, within(1e-12));
        assertThat(KlSchedule.cosine(10).weight(1)).isCloseTo(0.5 - 0.5 * Math.cos(Math.PI / 10), within(1e-12));
        KlSchedule cyclical = KlSchedule.cyclical(100, 4);
        assertThat(LongStream.of(1, 12, 13, 25, 26, 51, 100).mapToDouble(cyclical::weight))
                .containsExactly(0.08, 0.96, 1.0, 1.0, 0.08, 0.08, 1.0);
    }

    @Test
    void fewerEpochsThanCyclesIsAnErrorWithAReason() {
        assertThatThrownBy(() -> KlSchedule.cyclical(3, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "annealing has 4 cycles in 3 epochs; each cycle needs at least one. Maybe there should be fewer cycles"
                                + " or more epochs?");
        assertThatThrownBy(() -> KlSchedule.linear(0)).hasMessageContaining("0 epochs");
        assertThatThrownBy(() -> new KlSchedule(Shape.COSINE, 10, 2)).hasMessageContaining("2 cycles");
    }
}
