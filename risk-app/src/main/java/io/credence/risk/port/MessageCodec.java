package io.credence.risk.port;

import io.credence.forecasting.market.Bar;
import io.credence.forecasting.market.Tick;
import java.util.List;

/** The bytes of the topics' messages, by the published schemas. */
public interface MessageCodec {

    /**
     * Reads a tick.
     *
     * @throws IllegalArgumentException when the bytes are not one, naming the field, the value and what is allowed
     */
    Tick tick(byte[] bytes);

    byte[] bar(String spec, Bar bar);

    /** The forecasts of one origin, one per horizon. */
    byte[] forecasts(List<ForecastRow> origin);

    byte[] alert(AlertRow alert);

    byte[] deadLetter(DeadLetterRow letter);
}
