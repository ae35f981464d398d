package io.credence.risk.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IsoInstantTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2013-11-25T00:00:13Z",
                "2013-11-25T23:59:59.999Z",
                "2024-02-29T12:00:00Z",
                "2013-11-25T00:00:13.123456Z",
                "2013-11-25T01:00:13+01:00",
                "2013-11-25T24:00:00Z",
                "1969-12-31T23:59:59Z"
            })
    void readsWhatTheGeneralParserReads(String text) {
        assertThat(IsoInstant.parse(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2013-02-29T00:00:00Z",
                "2013-13-01T00:00:00Z",
                "2013-11-25T00:60:00Z",
                "2013-11-25 00:00:13Z",
                "2013-11-25T00:00:13",
                "2013-11-25T0a:00:13Z",
                ""
            })
    void refusesWhatTheGeneralParserRefuses(String text) {
        assertThatThrownBy(() -> IsoInstant.parse(text)).isInstanceOf(DateTimeException.class);
    }

    @Test
    void agreesOnAnyMillisecond() {
        Random random = new Random(11);
        for (int i = 0; i < 10_000; i++) {
            Instant instant = Instant.ofEpochMilli(random.nextLong(7_000_000_000_000L));
            assertThat(IsoInstant.parse(instant.toString())).isEqualTo(instant);
        }
    }
}
