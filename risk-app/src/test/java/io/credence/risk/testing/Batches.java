package io.credence.risk.testing;

import io.credence.forecasting.market.Bar;
import io.credence.risk.port.Batch;
import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.ScoreRow;
import java.util.List;

/** Batches as the stream commits them, but of few kinds of rows. */
public final class Batches {

    private Batches() {}

    /** Of a market and what was said of it: no monitors, alerts, states, messages or anything else. */
    public static Batch of(
            String spec,
            List<Batch.Advance> advances,
            List<Bar> bars,
            List<ForecastRow> forecasts,
            List<ScoreRow> scores) {
        return new Batch(
                spec, advances, bars, forecasts, scores, List.of(), List.of(), List.of(), List.of(), List.of(),
                List.of(), List.of());
    }
}
