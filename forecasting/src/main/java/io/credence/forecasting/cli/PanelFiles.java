package io.credence.forecasting.cli;

import io.credence.forecasting.dataset.Calendars;
import io.credence.forecasting.dataset.PriceFile;
import io.credence.forecasting.dataset.ReturnSeries;
import io.credence.forecasting.dataset.SeriesReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Files whose instruments are learnt from and not walked. */
final class PanelFiles {

    private PanelFiles() {}

    /**
     * Reads them.
     *
     * @param prices of the instruments that are walked; unused where no file is named
     * @param walked their names
     * @throws IllegalArgumentException when a file's dates, or those of the walked, are nominal, or a name comes twice
     */
    static List<ReturnSeries> read(List<Path> files, PriceFile prices, List<String> walked, boolean dropZeroReturns) {
        if (files.isEmpty()) {
            return List.of();
        }
        requireDates("--prices", prices);
        List<ReturnSeries> beside = new ArrayList<>();
        Set<String> names = new HashSet<>(walked);
        for (Path path : files) {
            PriceFile file = PriceFile.ofPrices(path);
            requireDates("--panel " + path, file);
            for (ReturnSeries each : SeriesReader.of(file)
                    .withZeroReturnsDropped(dropZeroReturns)
                    .read()
                    .series()) {
                if (!names.add(each.instrument())) {
                    throw new IllegalArgumentException("--panel " + path + " has the instrument " + each.instrument()
                            + ", which is there already. Maybe rename it, or leave the file out.");
                }
                beside.add(each);
            }
        }
        return beside;
    }

    /** Each day's row counts, also one that is dropped later. */
    private static void requireDates(String what, PriceFile file) {
        List<Instant> times = SeriesReader.of(file).read().series().stream()
                .flatMap(each -> each.times().stream())
                .toList();
        if (Calendars.areNominal(times)) {
            throw new IllegalArgumentException(
                    what
                            + " has a row on every weekday, holidays too: its dates are nominal and meet no other file's. Maybe walk it by itself.");
        }
    }
}
