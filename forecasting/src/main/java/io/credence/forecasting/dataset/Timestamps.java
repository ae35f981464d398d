package io.credence.forecasting.dataset;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Reads a point in time as files write it: a date, a date and time (UTC), an instant, or seconds or milliseconds since 1970. */
public final class Timestamps {

    private static final long FIRST_MILLISECONDS = 100_000_000_000L;

    private Timestamps() {}

    /**
     * @throws DateTimeException when it is none of these
     */
    public static Instant parse(String text) {
        if (text.matches("-?\\d{9,13}")) {
            long number = Long.parseLong(text);
            return Math.abs(number) < FIRST_MILLISECONDS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
        }
        if (text.length() == 10) {
            return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        String iso = text.replace(' ', 'T');
        return iso.endsWith("Z") || iso.matches(".*[+-]\\d\\d:?\\d\\d")
                ? Instant.from(java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(iso))
                : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    }

    /** A date where the time is midnight, else the instant. */
    public static String format(Instant instant) {
        return instant.getEpochSecond() % 86_400 == 0
                ? LocalDate.ofInstant(instant, ZoneOffset.UTC).toString()
                : instant.toString();
    }
}
