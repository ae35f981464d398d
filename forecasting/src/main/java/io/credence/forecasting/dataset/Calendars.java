package io.credence.forecasting.dataset;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the dates of rows tell of themselves. */
public final class Calendars {

    /** A year: it has a holiday in every market. */
    private static final int ENOUGH = 262;

    private Calendars() {}

    /**
     * Whether dates were made and not observed: every day from Monday to Friday has a row, holidays too, no weekend has one, and that for more than a year. Such dates
     * count rows; they say nothing of when a row was known, and meet no other file's.
     */
    public static boolean areNominal(Collection<Instant> times) {
        TreeSet<LocalDate> days = times.stream()
                .map(time -> time.atOffset(ZoneOffset.UTC).toLocalDate())
                .collect(Collectors.toCollection(TreeSet::new));
        if (days.size() < ENOUGH || days.stream().anyMatch(Calendars::isWeekend)) {
            return false;
        }
        return days.first()
                                .datesUntil(days.last())
                                .filter(day -> !isWeekend(day))
                                .count()
                        + 1
                == days.size();
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    }
}
