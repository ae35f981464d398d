package io.credence.risk.tape;

import io.credence.forecasting.market.PriceTick;
import io.credence.forecasting.market.Trade;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** A whole tape of trades in memory, in order of event time; a trade's sequence is its row's number, from 1. */
public final class TradeTape {

    /** The instrument of the demo's tape. */
    public static final String INSTRUMENT = "BTCUSD";
    /** The feed that numbered its rows. */
    public static final String SOURCE = "bitstamp";
    /** Its prices are quoted in cents. */
    public static final double TICK_SIZE = 0.01;

    private static final String JAR = "ta4j-examples-*.jar";
    private static final String ENTRY = "bitstamp_trades_from_20131125_usd.csv";

    private final List<Trade> trades;

    private TradeTape(List<Trade> trades) {
        this.trades = List.copyOf(trades);
    }

    /** The 100,000 Bitstamp trades that a jar of the folder carries. */
    public static TradeTape bitstamp(Path jars) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(jars, JAR)) {
            for (Path jar : found) {
                return ofJar(jar);
            }
        } catch (IOException e) {
            throw new TapeException("the tape in " + jars + " cannot be read: " + e.getMessage(), e);
        }
        throw new TapeException("the tape's jar " + JAR + " is not in " + jars
                + ". Maybe build it again: mvn -Pquick -pl deploy/demo package.");
    }

    private static TradeTape ofJar(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.getEntry(ENTRY);
            if (entry == null) {
                throw new TapeException(jar + " has no entry " + ENTRY + ". Maybe it is another version of the jar.");
            }
            try (CsvTicks ticks = CsvTicks.read(ENTRY, zip.getInputStream(entry), INSTRUMENT, SOURCE)) {
                return of(ENTRY, ticks);
            }
        }
    }

    /** The trades of a CSV with one instrument; {@code timestamp,price,size} is enough. */
    public static TradeTape file(Path file) {
        try (CsvTicks ticks = CsvTicks.open(file, new ByteCounter(), INSTRUMENT, SOURCE)) {
            return of(file.toString(), ticks);
        }
    }

    private static TradeTape of(String name, CsvTicks ticks) {
        List<Trade> trades = new ArrayList<>();
        for (PriceTick tick = ticks.next(); tick != null; tick = ticks.next()) {
            if (!(tick instanceof Trade trade)) {
                throw new TapeException(
                        name + " holds quotes; the demo's tape must hold trades. Maybe use 'credence replay'.");
            }
            if (!trades.isEmpty() && trade.eventTime().isBefore(trades.getLast().eventTime())) {
                throw new TapeException(name + ", row " + trade.sequence() + ": " + trade.eventTime() + " comes before "
                        + trades.getLast().eventTime()
                        + " of the row above; the demo's tape must be in order of time.");
            }
            trades.add(trade);
        }
        return new TradeTape(trades);
    }

    /** The first so many rows; the whole tape when it has fewer. */
    public TradeTape first(int rows) {
        return new TradeTape(trades.subList(0, Math.min(rows, trades.size())));
    }

    /** @param change gives each trade's successor, in order; null where it has none */
    TradeTape map(Function<Trade, @Nullable Trade> change) {
        List<Trade> changed = new ArrayList<>(trades.size());
        for (Trade trade : trades) {
            Trade next = change.apply(trade);
            if (next != null) {
                changed.add(next);
            }
        }
        return new TradeTape(changed);
    }

    public int rows() {
        return trades.size();
    }

    /** @param index from 0 */
    public Trade get(int index) {
        return trades.get(index);
    }
}
