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
        Set<String> chosen = instrument.isEmpty() ? Set.of() : Set.of(instrument);
        ReturnSeries series = read(data, chosen).getFirst();
        return new ReturnSeries(name, series.times(), series.returns(), series.ranges(), series.repairs());
    }

    /** Whether its file holds others, too, which share its dates. */
    public boolean hasPanel() {
        return !instrument.isEmpty();
    }

    /** All instruments of its file. */
    public List<ReturnSeries> panel(Path data) {
        return read(data, Set.of());
    }

    private List<ReturnSeries> read(Path data, Set<String> chosen) {
        PriceFile prices =
                PriceFile.ofPrices(data.resolve("daily").resolve(file)).withInstruments(chosen);
        return SeriesReader.of(prices).withZeroReturnsDropped(true).read().series();
    }
}
