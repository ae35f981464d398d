package io.credence.forecasting.backtest;

import io.credence.forecasting.drift.DriftMonitor;
import io.credence.forecasting.drift.Observation;
import io.credence.forecasting.drift.Panel;
import io.credence.forecasting.evaluation.DieboldMarianoTest;
import io.credence.forecasting.model.FittedModel;
import io.credence.forecasting.model.ModelCatalogue;
import io.credence.forecasting.model.Predictor;
import io.credence.forecasting.scoring.Outcome;
import io.credence.forecasting.series.BarSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * Decides whether a challenger replaces a champion: by the mean difference of their CRPS on the same origins, all of which
 * lie after every row that trained, tuned or scaled either.
 *
 * <p>A difference is taken relative to the champion's mean CRPS of its instrument and horizon, so that a volatile
 * instrument or a long horizon does not decide alone, and averaged over what shares an origin's time. The challenger is
 * promoted when a mean of zero or more is refuted at 5 %.
 */
public final class Comparison {

    /** Under so few origins no evidence is enough: a variance from them is not to be trusted. */
    public static final int FEWEST_ORIGINS = 200;

    private static final double LEVEL = 0.05;

    private Comparison() {}

    /**
     * What was found.
     *
     * @param origins how many points in time were scored
     * @param scoredFrom no origin is earlier
     * @param championCrps mean over all origins, horizons and instruments, in percent
     * @param challengerCrps of the same
     * @param relativeDifference challenger's less champion's, as a share of the champion's; negative is better
     * @param standardError of it, autocorrelation allowed for
     * @param pValue of the hypothesis that the challenger is no better
     * @param championEvidence the largest e-value against the calibration of the champion, over horizons and instruments
     * @param challengerEvidence of the challenger
     * @param reason the decision in a sentence, with the figures
     */
    public record Result(
            int origins,
            Instant scoredFrom,
            double championCrps,
            double challengerCrps,
            double relativeDifference,
            double standardError,
            double pValue,
            double championEvidence,
            double challengerEvidence,
            boolean promote,
            String reason) {

        /** Evidence that no calibrated forecaster would meet in more than one stream of a hundred. */
        private static final double ALARMING = 100;

        /**
         * Whether it replaces a champion that outcomes contradict: the burden of proof is the accused's, so a better mean is enough where
         * the challenger itself raises no alarm.
         */
        public boolean relieves() {
            return origins >= FEWEST_ORIGINS && relativeDifference < 0 && challengerEvidence < ALARMING;
        }
    }

    /** The first instant at which both may be scored: neither has learnt from a bar that ends later. */
    public static Instant earliestOrigin(FittedModel champion, FittedModel challenger) {
        Instant one = champion.trainedUntil();
        Instant other = challenger.trainedUntil();
        return one.isAfter(other) ? one : other;
    }

    /**
     * Compares them on the origins from {@link #earliestOrigin} on; earlier bars only warm the states.
     *
     * @throws IllegalArgumentException when no origin can be scored
     */
    public static Result of(FittedModel champion, FittedModel challenger, List<BarSeries> series) {
        return of(champion, challenger, series, Instant.EPOCH);
    }

    /**
     * As {@link #of(FittedModel, FittedModel, List)}, on no origin before an instant: bars that took part in choosing one of
     * the models, though it did not learn from them, favour it.
     */
    public static Result of(FittedModel champion, FittedModel challenger, List<BarSeries> series, Instant notBefore) {
        Instant earliest = earliestOrigin(champion, challenger);
        Instant from = earliest.isAfter(notBefore) ? earliest : notBefore;
        Scores scores = new Scores();
        try (Predictor first = ModelCatalogue.named(champion.model()).load(champion);
                Predictor second = ModelCatalogue.named(challenger.model()).load(challenger)) {
            new Walk(first, second, from).run(series, scores::add);
            return scores.result(from, first.horizons());
        }
    }

    private static final class Scores {

        private final List<Walk.Scored> all = new ArrayList<>();

        void add(Walk.Scored scored) {
            all.add(scored);
        }

        Result result(Instant from, List<Integer> horizons) {
            if (all.isEmpty()) {
                throw new IllegalArgumentException("no origin at or after " + from
                        + " can be scored. Maybe the challenger was trained on the whole history: hold its end back.");
            }
            DieboldMarianoTest.Result test = DieboldMarianoTest.withDefaults()
                    .withOverlap(horizons.getLast() - 1)
                    .test(differences());
            boolean promote = test.count() >= FEWEST_ORIGINS && test.lowerPValue() < LEVEL;
            return new Result(
                    test.count(),
                    from,
                    mean(all.stream().mapToDouble(each -> each.first().crps())),
                    mean(all.stream().mapToDouble(each -> each.second().crps())),
                    test.mean(),
                    test.standardError(),
                    test.lowerPValue(),
                    evidence(horizons, Walk.Scored::first),
                    evidence(horizons, Walk.Scored::second),
                    promote,
                    reason(test, promote));
        }

        /** The largest e-value that a monitor of any instrument and horizon would have shown. */
        private double evidence(List<Integer> horizons, Function<Walk.Scored, Outcome> of) {
            double largest = 0;
            for (List<Walk.Scored> cell : cells().values()) {
                DriftMonitor monitor = DriftMonitor.start(
                        Panel.COMBINED, 0.01, horizons.get(cell.getFirst().horizonIndex()));
                for (int i = 0; i < cell.size(); i++) {
                    Walk.Scored each = cell.get(i);
                    monitor = monitor.next(
                            Observation.of(i, each.origin(), of.apply(each).pit()));
                    largest = Math.max(largest, monitor.eValue());
                }
            }
            return largest;
        }

        private Map<String, List<Walk.Scored>> cells() {
            Map<String, List<Walk.Scored>> cells = new HashMap<>();
            all.forEach(each -> cells.computeIfAbsent(
                            each.instrument() + '|' + each.horizonIndex(), key -> new ArrayList<>())
                    .add(each));
            return cells;
        }

        /** One mean relative difference per point in time, in time order. */
        private double[] differences() {
            Map<String, List<Walk.Scored>> cells = cells();
            TreeMap<Instant, List<Double>> byOrigin = new TreeMap<>();
            for (List<Walk.Scored> cell : cells.values()) {
                double unit =
                        mean(cell.stream().mapToDouble(each -> each.first().crps()));
                for (Walk.Scored each : cell) {
                    byOrigin.computeIfAbsent(each.origin(), origin -> new ArrayList<>())
                            .add((each.second().crps() - each.first().crps()) / unit);
                }
            }
            return byOrigin.values().stream()
                    .mapToDouble(list -> mean(list.stream().mapToDouble(Double::doubleValue)))
                    .toArray();
        }

        private static double mean(DoubleStream values) {
            return values.average().orElseThrow();
        }

        private static String reason(DieboldMarianoTest.Result test, boolean promote) {
            String figures = String.format(
                    Locale.ROOT,
                    "CRPS of the challenger differs by %+.2f %% (standard error %.2f %%, one-sided p %.3g, %d origins)",
                    100 * test.mean(),
                    100 * test.standardError(),
                    test.lowerPValue(),
                    test.count());
            if (promote) {
                return figures + ": better at " + Math.round(100 * LEVEL) + " %, promoted";
            }
            return test.count() < FEWEST_ORIGINS
                    ? figures + ": fewer than " + FEWEST_ORIGINS + " origins, kept"
                    : figures + ": not better beyond chance, kept";
        }
    }
}
