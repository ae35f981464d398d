package io.credence.risk.application.training;

import io.credence.forecasting.market.Bar;
import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.series.BarSeries;
import io.credence.risk.port.Batch.RetrainRequest;
import io.credence.risk.port.HistoryStore;
import io.credence.risk.port.ModelStore.Run;
import io.credence.risk.port.StoreUnavailableException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/** Reads the history of a run's instruments. One whose bars cannot be used is left out, with the reason. */
final class HistoryReader {

    /**
     * One machine's share: a model of all instruments learns little from the thousandth that it has not learnt from these,
     * and their bars, features and scores stay under a gigabyte.
     */
    static final int MOST_INSTRUMENTS = 64;

    private static final Logger LOG = Logger.getLogger(HistoryReader.class);

    private final HistoryStore store;
    private final Material material;

    HistoryReader(HistoryStore store, Material material) {
        this.store = store;
        this.material = material;
    }

    History read(Run run) {
        List<Instrument> instruments = inScope(run.scope());
        return read(
                run,
                instruments,
                cutOff(run.night()).or(() -> newest(instruments)).orElse(Instant.EPOCH));
    }

    /** What the run read when its newest bar was this one. */
    History read(Run run, Instant until) {
        return read(run, inScope(run.scope()), until);
    }

    private History read(Run run, List<Instrument> instruments, Instant until) {
        List<BarSeries> series = new ArrayList<>();
        Map<String, String> leftOut = new TreeMap<>();
        for (Instrument instrument : instruments) {
            try {
                series.add(series(instrument, until));
            } catch (StoreUnavailableException e) {
                throw e;
            } catch (RuntimeException e) {
                LOG.warnf(e, "training run %d leaves %s out", run.id(), instrument.name());
                leftOut.put(instrument.name(), String.valueOf(e.getMessage()));
            }
        }
        return new History(series, leftOut);
    }

    Material material() {
        return material;
    }

    private List<Instrument> inScope(String scope) {
        List<Instrument> all = store.instruments();
        if (scope.equals(RetrainRequest.ALL)) {
            return spread(all);
        }
        Set<String> wanted = Set.copyOf(List.of(scope.split(",")));
        List<Instrument> chosen = all.stream()
                .filter(instrument -> wanted.contains(instrument.name()))
                .toList();
        if (chosen.size() < wanted.size()) {
            throw new IllegalArgumentException("the scope is '" + scope + "'; the store has "
                    + all.stream().map(Instrument::name).collect(Collectors.joining(", "))
                    + ". Maybe use the scope '" + RetrainRequest.ALL + "'.");
        }
        return chosen;
    }

    /** At most so many, evenly over the names, the same ones each night. */
    private static List<Instrument> spread(List<Instrument> all) {
        int count = Math.min(all.size(), MOST_INSTRUMENTS);
        return IntStream.range(0, count)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / count)))
                .toList();
    }

    /** Midnight for a night of the calendar, so that its run reads the same bars however late it starts. */
    private static Optional<Instant> cutOff(String night) {
        try {
            return Optional.of(
                    LocalDate.parse(night).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeParseException e) {
            LOG.debugf("'%s' is no date: a run by hand, on all there is", night);
            return Optional.empty();
        }
    }

    private Optional<Instant> newest(List<Instrument> instruments) {
        return instruments.stream()
                .flatMap(instrument ->
                        store.newest(instrument.name(), material.spec().toString()).stream())
                .max(Instant::compareTo);
    }

    private BarSeries series(Instrument instrument, Instant until) {
        List<Bar> bars =
                store.bars(instrument.name(), material.spec().toString(), until.minus(material.window()), until);
        bars.stream().filter(bar -> !isPrice(bar.close())).findFirst().ifPresent(bar -> {
            throw new IllegalArgumentException(
                    "the close at " + bar.end() + " is " + bar.close() + "; it must be positive and finite");
        });
        return new BarSeries(instrument, bars);
    }

    private static boolean isPrice(double close) {
        return close > 0 && Double.isFinite(close);
    }
}
