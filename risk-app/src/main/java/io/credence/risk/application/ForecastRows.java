package io.credence.risk.application;

import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.market.Bar;
import io.credence.forecasting.model.Predictor;
import io.credence.risk.port.ForecastKey;
import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.PartitionId;

/** Makes rows of forecasts, with their figures, ids and hashes. */
final class ForecastRows {

    private ForecastRows() {}

    /**
     * @param bar the last that the forecast knows
     * @param partition of the record that closed the bar
     * @param offset of that record
     */
    static ForecastRow of(
            ForecastKey key,
            Predictor predictor,
            ForecastDistribution forecast,
            Bar bar,
            PartitionId partition,
            long offset) {
        ForecastRow.Figures figures = FiguresOf.of(forecast);
        byte[] distribution = forecast.encode();
        return new ForecastRow(
                ForecastIdentity.id(key, predictor.version()),
                key,
                predictor.version(),
                bar.close(),
                distribution,
                figures,
                new ForecastRow.Source(partition, offset, bar.start(), predictor.runtime()),
                ForecastIdentity.valueHash(bar.close(), distribution, figures));
    }
}
