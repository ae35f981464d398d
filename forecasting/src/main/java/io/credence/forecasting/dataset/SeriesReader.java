package io.credence.forecasting.dataset;

import io.credence.forecasting.series.LogReturn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns the rows of a price file into returns, one instrument at a time. Rows are sorted; a row that repeats another is dropped, and one
 * that contradicts another of its date is refused; a row without a close is dropped, so that the next return spans it; a negative close
 * is refused; a return over more than 30 days is left out.
 */
public final class SeriesReader {

    private static final Duration LONGEST_GAP = Duration.ofDays(30);

    private final PriceFile file;
    private final boolean dropZeroReturns;

    private SeriesReader(PriceFile file, boolean dropZeroReturns) {
        this.file = file;
        this.dropZeroReturns = dropZeroReturns;
    }

    /** Keeps returns of zero. */
    public static SeriesReader of(PriceFile file) {
        return new SeriesReader(file, false);
    }

    /** Drops, or keeps, returns of exactly zero. */
    public SeriesReader withZeroReturnsDropped(boolean value) {
        return new SeriesReader(file, value);
    }

    /**
     * What became of the file: series, and for an instrument that cannot be used why not.
     *
     * @param refused reasons by instrument
     */
    public record Outcome(List<ReturnSeries> series, Map<String, String> refused) {}

    /**
     * Reads all instruments. One that cannot be used does not stop the others.
     *
     * @throws BadDataException when the file itself cannot be read
     */
    public Outcome read() {
        List<ReturnSeries> series = new ArrayList<>();
        Map<String, String> refused = new TreeMap<>();
        for (Map.Entry<String, List<PriceRow>> entry : file.read().entrySet()) {
            try {
                series.add(new Repair(entry.getKey(), entry.getValue()).run());
            } catch (BadDataException e) {
                refused.put(entry.getKey(), String.valueOf(e.getMessage()));
            }
        }
        return new Outcome(List.copyOf(series), refused);
    }

    private final class Repair {

        private final String instrument;
        private final List<PriceRow> rows;
        private final List<Instant> times = new ArrayList<>();
        private final List<Double> returns = new ArrayList<>();
        private final List<Double> ranges = new ArrayList<>();
        private int unsorted;
        private int repeated;
        private int missing;
        private int zeros;
        private int gaps;
        private int broken;

        Repair(String instrument, List<PriceRow> rows) {
            this.instrument = instrument;
            this.rows = new ArrayList<>(rows);
        }

        ReturnSeries run() {
            sort();
            List<PriceRow> kept = kept();
            boolean ranged = kept.stream().filter(PriceRow::hasRange).count() > 0.9 * kept.size();
            for (int i = file.isOfReturns() ? 0 : 1; i < kept.size(); i++) {
                if (file.isOfReturns()) {
                    add(kept.get(i), kept.get(i).value(), Double.NaN);
                } else {
                    add(kept.get(i - 1), kept.get(i));
                }
            }
            double[] found = array(returns);
            if (Arrays.stream(found).allMatch(r -> r == 0)) {
                throw new BadDataException(neverMoves(kept));
            }
            return new ReturnSeries(
                    instrument, times, found, ranged ? array(ranges) : new double[0], repairs(found, ranged));
        }

        private String neverMoves(List<PriceRow> kept) {
            String where = kept.isEmpty()
                    ? ""
                    : ", of which the first is row " + kept.getFirst().line() + " with "
                            + kept.getFirst().value();
            return instrument + " in " + file + " never moves over " + kept.size() + " rows" + where
                    + ": there is no risk to forecast. Maybe it is not the price that the column holds?";
        }

        private void sort() {
            for (int i = 1; i < rows.size(); i++) {
                unsorted += rows.get(i).time().isBefore(rows.get(i - 1).time()) ? 1 : 0;
            }
            rows.sort(Comparator.comparing(PriceRow::time));
        }

        private List<PriceRow> kept() {
            List<PriceRow> kept = new ArrayList<>();
            for (PriceRow row : rows) {
                check(row);
                if (Double.isNaN(row.value()) || !file.isOfReturns() && row.value() == 0) {
                    missing++;
                } else if (!kept.isEmpty() && kept.getLast().time().equals(row.time())) {
                    repeat(kept.getLast(), row);
                } else {
                    kept.add(row);
                }
            }
            return kept;
        }

        private void check(PriceRow row) {
            if (!file.isOfReturns() && row.value() < 0 || Double.isInfinite(row.value())) {
                throw new BadDataException(refusal(row) + (file.isOfReturns() ? "; a return" : "; a close")
                        + " must be finite" + (file.isOfReturns() ? "" : " and positive for a log return to exist")
                        + ". Maybe drop the row, or pass returns with --returns.");
            }
        }

        private void repeat(PriceRow kept, PriceRow row) {
            if (kept.value() != row.value()) {
                throw new BadDataException(
                        refusal(row) + " and row " + kept.line() + " of the same date has " + kept.value()
                                + "; one date must have one value. Maybe the file holds several instruments and lacks the column"
                                + " instrument?");
            }
            repeated++;
        }

        private String refusal(PriceRow row) {
            return file + " row " + row.line() + " of " + instrument + " (" + Timestamps.format(row.time()) + ") has "
                    + row.value();
        }

        private void add(PriceRow last, PriceRow row) {
            if (Duration.between(last.time(), row.time()).compareTo(LONGEST_GAP) > 0) {
                gaps++;
                return;
            }
            double percent = LogReturn.percent(last.value(), row.value());
            boolean whole = row.hasRange();
            broken += whole ? 0 : 1;
            add(row, percent, whole ? row.range(last.value()) : percent * percent);
        }

        private void add(PriceRow row, double percent, double range) {
            if (dropZeroReturns && percent == 0) {
                zeros++;
                return;
            }
            times.add(row.time());
            returns.add(percent);
            ranges.add(range);
        }

        private Repairs repairs(double[] found, boolean ranged) {
            return new Repairs(
                    unsorted, repeated, missing, zeros, gaps, ranged ? broken : 0, SuspiciousPrints.count(found));
        }

        private static double[] array(List<Double> values) {
            return values.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }
}
