package io.credence.risk.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credence.forecasting.market.Heartbeat;
import io.credence.forecasting.market.Quote;
import io.credence.forecasting.market.Tick;
import io.credence.forecasting.market.Trade;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TickJsonTest {

    private static final Instant TIME = Instant.parse("2013-11-25T00:00:13.125Z");

    @Test
    void readsWhatItWrites() {
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            double price = Math.exp(20 * random.nextDouble() - 10);
            Tick trade = new Trade("BTC\"USD", "täpe", i, TIME.plusMillis(i), price, random.nextDouble());
            Tick quote = new Quote("EURUSD", "q", Long.MAX_VALUE - i, TIME, price, 1.5 * price);
            assertThat(TickJson.decode(TickJson.encode(trade))).isEqualTo(trade);
            assertThat(TickJson.decode(TickJson.encode(quote))).isEqualTo(quote);
        }
        assertThat(TickJson.decode(TickJson.encode(new Heartbeat(TIME)))).isEqualTo(new Heartbeat(TIME));
    }

    @Test
    void ignoresFieldsBeyondTheSchema() {
        String json = "{\"venue\":{\"id\":[1,2]},\"type\":\"heartbeat\",\"eventTime\":\"2013-11-25T00:00:13.125Z\"}";
        assertThat(decoded(json)).isEqualTo(new Heartbeat(TIME));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                                                   | not a JSON object
            nonsense                                                             | not JSON
            [1,2]                                                                | not a JSON object
            {"type":"trade"                                                      | not JSON
            {"type":"heartbeat","eventTime":"2013-11-25T00:00:13Z"} x            | not JSON
            {"type":"heartbeat","eventTime":"2013-11-25T00:00:13Z"} {}           | more follows
            {"type":"swap","eventTime":"2013-11-25T00:00:13Z"}                   | type is 'swap'
            {"eventTime":"2013-11-25T00:00:13Z"}                                 | type is missing
            {"type":"heartbeat","eventTime":"yesterday"}                         | eventTime is 'yesterday'
            {"type":"heartbeat","eventTime":1385337613}                          | eventTime is 1385337613; it must be text
            {"type":"heartbeat","eventTime":"1812-01-01T00:00:00Z"}              | eventTime is 1812-01-01T00:00:00Z
            {"type":"heartbeat","eventTime":"+999999999-01-01T00:00:00Z"}        | eventTime is +999999999-01-01T00:00:00Z
            {"type":"heartbeat","type":"trade"}                                  | uplicate
            """)
    void namesWhatIsWrong(String json, String expected) {
        assertThatThrownBy(() -> decoded(json))
                .isInstanceOf(MalformedTickException.class)
                .hasMessageContaining(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NaN     | not JSON
            "NaN"   | price is NaN; it must be a number
            -5      | price is -5.0; it must be positive and finite
            0       | price is 0.0; it must be positive and finite
            1e999   | price is Infinity; it must be positive and finite
            null    | price is null; it must be a number
            true    | price is true; it must be a number
            """)
    void refusesPricesThatAreNone(String price, String expected) {
        String json = "{\"type\":\"trade\",\"instrument\":\"A\",\"source\":\"s\",\"sequence\":1,"
                + "\"eventTime\":\"2013-11-25T00:00:13Z\",\"price\":" + price + ",\"size\":1}";
        assertThatThrownBy(() -> decoded(json))
                .isInstanceOf(MalformedTickException.class)
                .hasMessageContaining(expected);
    }

    @ParameterizedTest
    @CsvSource({"1.5, sequence is 1.5", "-1, sequence is -1", "99999999999999999999, sequence", "\"1\", sequence is 1"})
    void refusesSequencesThatAreNone(String sequence, String expected) {
        String json = "{\"type\":\"trade\",\"instrument\":\"A\",\"source\":\"s\",\"sequence\":" + sequence
                + ",\"eventTime\":\"2013-11-25T00:00:13Z\",\"price\":1,\"size\":1}";
        assertThatThrownBy(() -> decoded(json))
                .isInstanceOf(MalformedTickException.class)
                .hasMessageContaining(expected);
    }

    /** Random damage to a good record is either read as a tick or refused as malformed; nothing else is thrown. */
    @Test
    void damageIsRefusedNeverThrown() {
        Random random = new Random(11);
        byte[] good = TickJson.encode(new Trade("A", "s", 1, TIME, 1.25, 2));
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = good.clone();
            for (int k = random.nextInt(4); k >= 0; k--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(TickJson.decode(damaged)).isNotNull();
            } catch (MalformedTickException expected) {
                assertThat(expected).hasMessageMatching("(?s).+");
            }
        }
    }

    private static Tick decoded(String json) {
        return TickJson.decode(json.getBytes(StandardCharsets.UTF_8));
    }
}
