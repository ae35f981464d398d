package io.credence.forecasting.model;

import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.market.Bar;
import io.credence.forecasting.market.Instrument;
import java.util.List;

/**
 * A fitted model, ready to compute. It is a pure function of (state, bar): all it remembers of an instrument is in the
 * state's bytes, so a copy of the bytes is a copy of the state, and the cost of a bar does not grow with history.
 *
 * <p>Results do not depend on which other instruments are in the same call. A predictor is used by one thread at a time.
 */
public interface Predictor extends AutoCloseable {

    /** The version of the fitted model behind it. */
    String version();

    /** The horizons it forecasts, in bars, rising: each {@link Prediction} has one distribution per horizon. */
    List<Integer> horizons();

    /** How many of an instrument's latest bars rebuild its state well enough for a swap of models. */
    int warmUpBars();

    /** What the values depend on besides model and data: engine, its version, threads, CPU capability. */
    String runtime();

    /** The state of an instrument of which nothing is known yet; at most 16 KiB, as every later state. */
    byte[] initialState(Instrument instrument);

    /**
     * Moves each instrument on by one closed bar.
     *
     * @param steps at most one per instrument
     * @return one prediction per step, in the same order
     */
    List<Prediction> update(List<Step> steps);

    /**
     * Reads what {@link ForecastDistribution#encode} wrote for a distribution of this predictor. Unlike the rest, it may be
     * called from any thread, and after {@link #close} too.
     */
    ForecastDistribution decode(byte[] bytes);

    @Override
    void close();

    /** One instrument's next closed bar, and its state before it. */
    record Step(Instrument instrument, Bar bar, byte[] state) {}

    /**
     * The state after the bar, and the forecasts made at its end.
     *
     * @param forecasts one per horizon, or empty while too few bars have been seen
     */
    record Prediction(byte[] state, List<ForecastDistribution> forecasts) {}
}
