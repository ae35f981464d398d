package io.credence.risk.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.credence.forecasting.market.Bar;
import io.credence.forecasting.market.BarSpec;
import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.market.TradingCalendar;
import io.credence.forecasting.model.Predictor;
import io.credence.forecasting.model.volatility.EwmaModel;
import io.credence.risk.application.training.RandomBars;
import io.credence.risk.persistence.Connections;
import io.credence.risk.persistence.JdbcHistoryStore;
import io.credence.risk.testing.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WarmUpIT {

    private static final Instant END = Instant.parse("2013-11-28T00:00:00Z");
    private static final Instrument LONG = new Instrument("LONG", 0.01, TradingCalendar.ALWAYS_OPEN);
    private static final Instrument SHORT = new Instrument("SHORT", 0.01, TradingCalendar.ALWAYS_OPEN);
    private static final Instrument NEW = new Instrument("NEW", 0.01, TradingCalendar.ALWAYS_OPEN);

    private final Predictor predictor = EwmaModel.reference(List.of(1, 5));
    private Database database;
    private WarmUp warmUp;

    @BeforeEach
    void open() {
        database = Database.fresh();
        JdbcHistoryStore history = new JdbcHistoryStore(Connections.plain(database.address()));
        history.append("1m", RandomBars.ending(LONG, END, 400, 1));
        history.append("1m", RandomBars.ending(SHORT, END, 40, 2));
        warmUp = new WarmUp(history, BarSpec.parse("1m"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private byte[] walked(Instrument instrument, List<Bar> bars) {
        byte[] state = predictor.initialState(instrument);
        for (Bar bar : bars) {
            state = predictor
                    .update(List.of(new Predictor.Step(instrument, bar, state)))
                    .getFirst()
                    .state();
        }
        return state;
    }

    @Test
    void givesTheStatesThatTheLastBarsLeadTo() {
        Map<String, byte[]> states = warmUp.states(predictor, List.of(LONG, SHORT, NEW), END);

        List<Bar> bars = RandomBars.ending(LONG, END, 400, 1);
        assertThat(states).containsOnlyKeys("LONG", "SHORT", "NEW");
        assertThat(states.get("LONG")).isEqualTo(walked(LONG, bars.subList(400 - predictor.warmUpBars(), 400)));
        assertThat(states.get("SHORT")).isEqualTo(walked(SHORT, RandomBars.ending(SHORT, END, 40, 2)));
        assertThat(states.get("NEW")).isEqualTo(predictor.initialState(NEW));
    }

    @Test
    void looksAtNoBarThatEndsLater() {
        Instant until = END.minus(Duration.ofMinutes(10));

        byte[] state = warmUp.states(predictor, List.of(SHORT), until).get("SHORT");

        List<Bar> bars = RandomBars.ending(SHORT, END, 40, 2);
        assertThat(state).isEqualTo(walked(SHORT, bars.subList(0, 30))).isNotEqualTo(walked(SHORT, bars));
    }
}
