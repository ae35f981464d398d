package io.credence.risk.port;

import java.time.Instant;
import java.util.Optional;

/** What a stored forecast was computed from. */
public interface ReplayQueries {

    /**
     * The first of the forecasts that a model made of an instrument without another model's in between: where the one that
     * made this forecast was put in charge. The forecast itself may be it.
     */
    ForecastRow firstInCharge(ForecastRow forecast);

    /** Whether retention has removed what came before a forecast, the first that is left of its instrument and lane. */
    boolean isCut(ForecastRow forecast);

    /** The newest copy of the instrument's state under the forecast's model, of {@code since} or later and before {@code before}. */
    Optional<Snapshot> snapshot(ForecastRow forecast, Instant since, Instant before);

    /** @param closed an instrument's state after the bar that ended at {@code barEnd}, as the stream encodes it */
    record Snapshot(Instant barEnd, byte[] closed) {}
}
