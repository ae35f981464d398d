package io.credence.forecasting.bench.peers;

import io.credence.forecasting.dataset.PriceFile;
import io.credence.forecasting.dataset.ReturnSeries;
import io.credence.forecasting.dataset.SeriesReader;
import io.credence.forecasting.model.univariate.ReturnHistory;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * One of the ten series that the golden rows are of.
 *
 * @param file under {@code daily}
 * @param instrument in a file of several; empty where it holds one
 */
public record DailySeries(String name, String file, String instrument) {

    /** All of them. */
    public static final List<DailySeries> ALL = List.of(
            new DailySeries("sp500", "sp500.csv", ""),
            new DailySeries("nasdaq", "nasdaq.csv", ""),
            new DailySeries("wti", "wti.csv", ""),
            new DailySeries("eurusd", "eurusd.csv", ""),
            of("AUD", "exchange_rate.csv.gz"),
            of("GBP", "exchange_rate.csv.gz"),
            of("JPY", "exchange_rate.csv.gz"),
            of("AAPL", "sp500_panel_2013_2018.csv.gz"),
            of("XOM", "sp500_panel_2013_2018.csv.gz"),
            of("JPM", "sp500_panel_2013_2018.csv.gz"));

    private static DailySeries of(String instrument, String file) {
        return new DailySeries(instrument, file, instrument);
    }

    /** Its returns in percent, those of exactly zero left out. */
    ReturnHistory read(Path data) {
        ReturnSeries series = series(data);
        return ReturnHistory.of(series.returns(), series.ranges()).withWeekdays(series.weekdays());
    }

    /** The same with dates, under this record's name. */
    public ReturnSeries series(Path data) {
        PriceFile prices = PriceFile.ofPrices(data.resolve("daily").resolve(file));
        PriceFile chosen = instrument.isEmpty() ? prices : prices.withInstruments(Set.of(instrument));
        ReturnSeries series = SeriesReader.of(chosen)
                .withZeroReturnsDropped(true)
                .read()
                .series()
                .getFirst();
        return new ReturnSeries(name, series.times(), series.returns(), series.ranges(), series.repairs());
    }
}
