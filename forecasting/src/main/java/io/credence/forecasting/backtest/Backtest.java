package io.credence.forecasting.backtest;

import io.credence.forecasting.backtest.BacktestResult.HorizonResult;
import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.model.Predictor;
import io.credence.forecasting.scoring.Outcome;
import io.credence.forecasting.series.BarSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Scores a predictor beside a reference on the same origins. */
public final class Backtest {

    private static final int BINS = 20;

    private final Predictor predictor;
    private final Predictor reference;

    private Backtest(Predictor predictor, Predictor reference) {
        this.predictor = predictor;
        this.reference = reference;
    }

    /** Neither predictor is closed here. */
    public static Backtest of(Predictor predictor, Predictor reference) {
        return new Backtest(predictor, reference);
    }

    /**
     * Walks all bars and scores the origins at or after an instant.
     *
     * @throws IllegalArgumentException when a horizon has no origin to score
     */
    public BacktestResult run(List<BarSeries> series, Instant from) {
        List<Tally> tallies =
                predictor.horizons().stream().map(horizon -> new Tally()).toList();
        new Walk(predictor, reference, from)
                .run(series, scored -> tallies.get(scored.horizonIndex()).add(scored.first(), scored.second()));
        List<HorizonResult> results = new ArrayList<>();
        for (int i = 0; i < tallies.size(); i++) {
            results.add(tallies.get(i).result(predictor.horizons().get(i)));
        }
        return new BacktestResult(results);
    }

    private static final class Tally {

        private final long[] covered = new long[ConfidenceLevel.STANDARD.size()];
        private final long[] pits = new long[BINS];
        private long count;
        private double crps;
        private double referenceCrps;
        private double logScore;

        void add(Outcome outcome, Outcome beside) {
            count++;
            crps += outcome.crps();
            referenceCrps += beside.crps();
            logScore += outcome.logScore();
            pits[Math.min(BINS - 1, (int) (BINS * outcome.pit()))]++;
            IntStream.range(0, covered.length)
                    .filter(i -> !outcome.exceeded().get(i))
                    .forEach(i -> covered[i]++);
        }

        HorizonResult result(int horizon) {
            if (count == 0) {
                throw new IllegalArgumentException("no origin of horizon " + horizon
                        + " bars can be scored. Maybe the history after the training span is too short?");
            }
            List<Double> coverage = Arrays.stream(covered)
                    .mapToObj(hits -> (double) hits / count)
                    .toList();
            return new HorizonResult(
                    horizon,
                    count,
                    crps / count,
                    referenceCrps / count,
                    logScore / count,
                    coverage,
                    Arrays.stream(pits).boxed().toList());
        }
    }
}
