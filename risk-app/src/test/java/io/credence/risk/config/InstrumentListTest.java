package io.credence.risk.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.market.TradingCalendar;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstrumentListTest {

    @Test
    void readsNamesTicksAndCalendars() {
        assertThat(InstrumentList.parse(List.of("BTCUSD:0.01:24x7", " FX:EURUSD:0.00001:weekdays")))
                .containsExactly(
                        new Instrument("BTCUSD", 0.01, TradingCalendar.ALWAYS_OPEN),
                        new Instrument("FX:EURUSD", 0.00001, TradingCalendar.WEEKDAYS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "BTCUSD", "BTCUSD:0.01", ":0.01:24x7", "BTCUSD:x:24x7", "BTCUSD:0:24x7", "BTCUSD:1:daily"})
    void refusesOthersByTheirText(String text) {
        assertThatThrownBy(() -> InstrumentList.parse(List.of(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("NAME:TICK:CALENDAR");
    }
}
