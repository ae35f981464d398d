package io.credence.bnn.inference.vi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.inference.vi.TrainingOptions.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulesTest {

    @ParameterizedTest
    @CsvSource({"400, 0.3", "10, 1", "1, 1", "3, 0.5", "400, 0"})
    void annealingEndsAtExactlyOne(int steps, double share) {
        Schedules schedules = new Schedules(new Schedule(steps, 0.01, 0.1, share, 0));
        double before = 0;
        for (int step = 1; step <= steps; step++) {
            double weight = schedules.klWeight(step);
            assertThat(weight).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(1);
            before = weight;
        }
        assertThat(schedules.klWeight(steps)).isEqualTo(1);
    }

    @Test
    void annealingIsLinear() {
        Schedules schedules = new Schedules(new Schedule(100, 0.01, 0.1, 0.5, 0));
        assertThat(schedules.klWeight(10)).isEqualTo(0.2);
        assertThat(schedules.klWeight(50)).isEqualTo(1);
    }

    @Test
    void rateFallsFromTheFirstToItsShare() {
        Schedules schedules = new Schedules(new Schedule(101, 0.01, 0.1, 0, 0));
        assertThat(schedules.rate(1)).isEqualTo(0.01);
        assertThat(schedules.rate(51)).isCloseTo(0.0055, within(1e-9));
        assertThat(schedules.rate(101)).isCloseTo(0.001, within(1e-12));
    }

    @Test
    void averagesTheLastShare() {
        Schedules schedules = new Schedules(new Schedule(10, 0.01, 0.1, 0, 0.2));
        assertThat(schedules.averages(8)).isFalse();
        assertThat(schedules.averages(9)).isTrue();
    }
}
