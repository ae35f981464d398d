package io.credence.risk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ProgressTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long now;

    @Test
    void saysRateAndTimeLeftAtTheMeanRate() {
        Progress progress = progress(false);
        progress.progress(0, 200);
        at(10, TimeUnit.SECONDS);
        progress.progress(50, 200);

        assertThat(shown().lines())
                .containsExactly(
                        "training:   0 %, 0 of 200 steps, 0.0/s, starting",
                        "training:  25 %, 50 of 200 steps, 5.0/s, 0:30 left");
    }

    @Test
    void plainLinesComeAtMostEveryFiveSecondsButTheLastAlways() {
        Progress progress = progress(false);
        for (int step = 0; step <= 100; step++) {
            at(step * 100L, TimeUnit.MILLISECONDS);
            progress.progress(step, 100);
        }

        assertThat(shown().lines())
                .hasSize(3)
                .last()
                .asString()
                .contains("100 %")
                .contains("0:00 left");
    }

    @Test
    void aTerminalsBarStaysOnItsLineUntilClosed() {
        try (Progress progress = progress(true)) {
            progress.progress(0, 2);
            at(1, TimeUnit.SECONDS);
            progress.progress(1, 2);
        }

        assertThat(shown()).endsWith(System.lineSeparator()).contains("[###############...............]  50 %");
        assertThat(shown().lines().filter(line -> !line.isEmpty())).allMatch(line -> line.startsWith("training"));
    }

    @Test
    void aShorterLineWipesALongerOne() {
        Progress progress = progress(true);
        at(1, TimeUnit.SECONDS);
        progress.progress(1, 100_000);
        int longer = shown().length();
        at(100_000, TimeUnit.SECONDS);
        progress.progress(100_000, 100_000);

        assertThat(shown().substring(longer)).hasSizeGreaterThanOrEqualTo(longer);
    }

    @Test
    void anUnknownTotalShowsNoTimeLeft() {
        Progress progress = progress(false);
        at(2, TimeUnit.HOURS);
        progress.progress(7200, 0);

        assertThat(shown()).isEqualTo("training: 7,200 steps, 1.0/s" + System.lineSeparator());
    }

    @Test
    void longWaitsAreInHours() {
        Progress progress = progress(false);
        at(1, TimeUnit.SECONDS);
        progress.progress(1, 3_662);

        assertThat(shown()).contains("1:01:01 left");
    }

    private Progress progress(boolean terminal) {
        return new Progress(
                "training", "steps", new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal, () -> now);
    }

    private void at(long time, TimeUnit unit) {
        now = unit.toNanos(time);
    }

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
