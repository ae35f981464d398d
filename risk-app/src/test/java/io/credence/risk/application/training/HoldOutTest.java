package io.credence.risk.application.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HoldOutTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Instant START = Instant.parse("2013-11-25T00:00:00Z");

    private static List<Instant> minutes(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(HoldOutTest::minute).toList();
    }

    private static Instant minute(int i) {
        return START.plus(MINUTE.multipliedBy(i));
    }

    @Test
    void holdsAFifthBack() {
        HoldOut holdOut = HoldOut.of(minutes(5000), Instant.EPOCH, MINUTE, 200);

        assertThat(holdOut).isEqualTo(new HoldOut(minute(4000), 1000));
    }

    @Test
    void afterAChangeAThirdOfTheBarsSinceIsHeldBack() {
        assertThat(HoldOut.since(minutes(5000), minute(4101), 200)).isEqualTo(new HoldOut(minute(4700), 300));
        assertThat(HoldOut.since(minutes(5000), minute(4501), 200)).isEqualTo(new HoldOut(minute(4799), 201));
    }

    @Test
    void soonAfterAChangeThereIsNothingToLearnItFrom() {
        assertThat(HoldOut.since(minutes(5000), minute(4551), 200).origins()).isZero();
        assertThat(HoldOut.since(minutes(5000), minute(4550), 200).origins()).isEqualTo(201);
        assertThat(HoldOut.since(List.of(), minute(1), 200).origins()).isZero();
    }

    @Test
    void holdsADayBackAtMost() {
        HoldOut holdOut = HoldOut.of(minutes(20_000), Instant.EPOCH, MINUTE, 200);

        assertThat(holdOut).isEqualTo(new HoldOut(minute(20_000 - 1440), 1440));
    }

    @Test
    void holdsBackWhatTheComparisonNeeds() {
        HoldOut holdOut = HoldOut.of(minutes(500), Instant.EPOCH, MINUTE, 200);

        assertThat(holdOut).isEqualTo(new HoldOut(minute(299), 201));
    }

    @Test
    void startsAfterWhatTheChampionHasSeen() {
        HoldOut holdOut = HoldOut.of(minutes(5000), minute(4790), MINUTE, 200);

        assertThat(holdOut).isEqualTo(new HoldOut(minute(4799), 201));
        assertThat(HoldOut.of(minutes(5000), minute(4800), MINUTE, 200)).isEqualTo(new HoldOut(minute(4800), 200));
    }

    @Test
    void leavesTheChallengerHalfOfWhatIsNew() {
        assertThat(HoldOut.of(minutes(5000), minute(4000), MINUTE, 200)).isEqualTo(new HoldOut(minute(4500), 500));
    }

    @Test
    void hasFewOriginsSoonAfterTheChampionWasChosen() {
        assertThat(HoldOut.of(minutes(5000), minute(4990), MINUTE, 200).origins())
                .isEqualTo(10);
        assertThat(HoldOut.of(minutes(5000), minute(5000), MINUTE, 200).origins())
                .isZero();
    }

    @Test
    void hasNoneWhereTheHistoryIsShorterThanTheTail() {
        assertThat(HoldOut.of(minutes(201), Instant.EPOCH, MINUTE, 200).origins())
                .isZero();
        assertThat(HoldOut.of(List.of(), Instant.EPOCH, MINUTE, 200).origins()).isZero();
    }

    @Test
    void countsBarsAndNotHoursWhereBarsAreLong() {
        List<Instant> days = IntStream.rangeClosed(1, 1000)
                .mapToObj(i -> START.plus(Duration.ofDays(i)))
                .toList();

        HoldOut holdOut = HoldOut.of(days, Instant.EPOCH, Duration.ofDays(1), 200);

        assertThat(holdOut).isEqualTo(new HoldOut(START.plus(Duration.ofDays(799)), 201));
    }
}
