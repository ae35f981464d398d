package io.credence.forecasting.model.bayesian.volatility;

import io.credence.forecasting.model.univariate.ReturnHistory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Instruments that one another's priors are learnt from. What they say is summed up at epochs, each {@value #GROWTH} times as long after
 * the panel's first date as the one before, from rows dated before the epoch: a summary costs a fit, and says nearly the same a
 * month later. Summaries are kept, and all instruments share them.
 */
final class InstrumentPanel {

    private static final double GROWTH = 1.1;

    /** Days from the panel's first date to the first epoch. */
    private static final long FIRST = 365;

    /** Returns under which an instrument says too little to be worth a fit. */
    private static final int FEWEST = 200;

    /** More instruments than this tell hardly more, and cost as much each. */
    private static final int MOST = 24;

    private final List<ReturnHistory> histories;
    private final long begin;
    private final Map<Entry, Optional<LikelihoodSummary>> kept = new ConcurrentHashMap<>();

    private record Entry(Family family, int instrument, long epoch) {}

    InstrumentPanel(List<ReturnHistory> histories) {
        for (int i = 0; i < histories.size(); i++) {
            if (histories.get(i).size() > 0 && !histories.get(i).hasDates()) {
                throw new IllegalArgumentException(
                        "history " + i + " of the panel has no dates; all must have them. Maybe call withDates first.");
            }
        }
        this.histories = List.copyOf(histories);
        this.begin = histories.stream()
                .filter(each -> each.size() > 0)
                .mapToLong(each -> each.dateAt(0))
                .min()
                .orElse(0);
    }

    int size() {
        return histories.size();
    }

    /**
     * The prior of an instrument from the other ones' rows before a date. What they say is weakened by the share of their days that
     * is {@link JointDays independent}.
     */
    VolatilityPrior prior(Family family, int instrument, long date) {
        long epoch = epoch(date);
        int[] chosen = chosen(instrument, epoch);
        List<LikelihoodSummary> others = new ArrayList<>();
        for (int other : chosen) {
            summary(family, other, epoch).ifPresent(others::add);
        }
        if (others.isEmpty()) {
            return family.prior();
        }
        double share =
                JointDays.share(Arrays.stream(chosen).mapToObj(histories::get).toList(), epoch);
        return PanelPrior.of(
                family.prior(), others.stream().map(each -> each.times(share)).toList());
    }

    /** The latest at or before a date. */
    private long epoch(long date) {
        double length = FIRST;
        while (begin + (long) (length * GROWTH) <= date) {
            length *= GROWTH;
        }
        return begin + (long) length;
    }

    /** Of more than are needed, evenly spaced ones. */
    private int[] chosen(int instrument, long epoch) {
        if (epoch > begin && histories.size() > 1) {
            int[] able = IntStream.range(0, histories.size())
                    .filter(other -> other != instrument && reaches(other, epoch))
                    .toArray();
            int count = Math.min(MOST, able.length);
            return IntStream.range(0, count)
                    .map(i -> able[(int) ((long) i * able.length / count)])
                    .toArray();
        }
        return new int[0];
    }

    private boolean reaches(int instrument, long epoch) {
        ReturnHistory history = histories.get(instrument);
        return history.size() >= FEWEST && history.dateAt(FEWEST - 1) < epoch;
    }

    /** Empty where the instrument cannot be fitted. */
    private Optional<LikelihoodSummary> summary(Family family, int instrument, long epoch) {
        return kept.computeIfAbsent(new Entry(family, instrument, epoch), this::summary);
    }

    private Optional<LikelihoodSummary> summary(Entry entry) {
        ReturnHistory known = histories.get(entry.instrument()).before(entry.epoch());
        try {
            return Optional.of(LikelihoodSummary.of(entry.family(), known));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
