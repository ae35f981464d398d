package io.credence.forecasting.market;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a bar is. Bars start at multiples of the length since 1970-01-01T00:00Z; the length divides a day. */
public record BarSpec(Duration length) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,5})([smhd])");
    private static final Duration DAY = Duration.ofDays(1);

    public BarSpec {
        if (length.isNegative() || length.isZero() || DAY.toMillis() % length.toMillis() != 0) {
            throw new IllegalArgumentException(
                    "bar length is " + length + "; it must be positive and divide a day, as 1s, 1m, 5m, 1h or 1d do");
        }
    }

    /** Reads {@code 30s}, {@code 1m}, {@code 1h} or {@code 1d}. */
    public static BarSpec parse(String text) {
        Matcher match = TEXT.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException(
                    "bar length is '" + text + "'; it must be a number and one of s, m, h, d, as in 1m");
        }
        long count = Long.parseLong(match.group(1));
        return new BarSpec(
                switch (match.group(2)) {
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                });
    }

    /** The start of the bar that holds the instant. */
    public Instant startOf(Instant instant) {
        long millis = length.toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(instant.toEpochMilli(), millis) * millis);
    }

    /** The name in keys and on the command line, as {@code 1m}. */
    @Override
    public String toString() {
        long seconds = length.toSeconds();
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
