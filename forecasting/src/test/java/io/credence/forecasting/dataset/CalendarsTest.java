package io.credence.forecasting.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CalendarsTest {

    private static final LocalDate START = LocalDate.of(2001, 1, 1);

    private static List<Instant> days(int count, Predicate<LocalDate> kept) {
        return START.datesUntil(START.plusDays(count))
                .filter(kept)
                .map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant())
                .collect(Collectors.toList());
    }

    private static boolean isWeekday(LocalDate day) {
        return day.getDayOfWeek().getValue() <= 5;
    }

    @Test
    void everyWeekdayOfTwoYearsIsMade() {
        assertThat(Calendars.areNominal(days(730, CalendarsTest::isWeekday))).isTrue();
    }

    @Test
    void aMarketHasHolidays() {
        LocalDate christmas = LocalDate.of(2001, 12, 25);
        assertThat(Calendars.areNominal(days(730, day -> isWeekday(day) && !day.equals(christmas))))
                .isFalse();
    }

    @Test
    void aMarketThatNeverClosesIsAMarket() {
        assertThat(Calendars.areNominal(days(730, day -> true))).isFalse();
    }

    @Test
    void aFewMonthsTellNothing() {
        assertThat(Calendars.areNominal(days(200, CalendarsTest::isWeekday))).isFalse();
    }
}
