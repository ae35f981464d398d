package io.credence.forecasting.backtest.report;

import io.credence.forecasting.backtest.walkforward.ForecastPath;
import io.credence.forecasting.backtest.walkforward.ForecastRow;
import io.credence.forecasting.calibration.Reliability;
import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.evaluation.AcerbiSzekelyTest;
import io.credence.forecasting.evaluation.BerkowitzTest;
import io.credence.forecasting.evaluation.ChristoffersenTest;
import io.credence.forecasting.evaluation.DurationTest;
import io.credence.forecasting.evaluation.DynamicQuantileTest;
import io.credence.forecasting.evaluation.EBacktest;
import io.credence.forecasting.evaluation.EstimationRisk;
import io.credence.forecasting.evaluation.KupiecTest;
import io.credence.forecasting.evaluation.McNeilFreyTest;
import io.credence.forecasting.evaluation.ModelConfidenceSet;
import io.credence.forecasting.evaluation.OverlappingHorizon;
import io.credence.forecasting.evaluation.Reference;
import io.credence.forecasting.evaluation.TailForecasts;
import io.credence.forecasting.evaluation.TestResult;
import io.credence.forecasting.evaluation.TrafficLight;
import io.credence.forecasting.scoring.QuantileScore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Scores and tests paths. Safe for use by several threads. */
public final class PathScorer {

    /** Probabilities of the reliability diagram: 1 % to 99 %. */
    static final int PROBABILITIES = 99;

    private static final int SHORTEST_TEST = 30;

    private final int refit;
    private final Map<String, Double> sizes = new ConcurrentHashMap<>();
    private final Map<Integer, Double> errorsByChance = new ConcurrentHashMap<>();

    /**
     * @param refit how often parameters were estimated, in days
     */
    public PathScorer(int refit) {
        this.refit = refit;
    }

    /**
     * The results of all models of one instrument and horizon.
     *
     * @param training how many returns came before the first forecast
     */
    public List<SeriesResult> score(List<ForecastPath> paths, int training) {
        List<SeriesResult> results = new ArrayList<>();
        int levels = paths.isEmpty() ? 0 : paths.getFirst().levels().size();
        for (int level = 0; level < levels; level++) {
            double[] confidence = confidenceSet(paths, level);
            for (int i = 0; i < paths.size(); i++) {
                results.add(score(paths.get(i), level, training, confidence[i]));
            }
        }
        return results;
    }

    private static double[] confidenceSet(List<ForecastPath> paths, int level) {
        double[][] losses = paths.stream().map(path -> scores(path.tail(level))).toArray(double[][]::new);
        if (losses.length < 2 || losses[0].length < SHORTEST_TEST) {
            double[] ones = new double[losses.length];
            Arrays.fill(ones, 1);
            return ones;
        }
        return ModelConfidenceSet.withDefaults()
                .withSmallestBlock(paths.getFirst().horizon())
                .test(losses)
                .pValues();
    }

    static double[] scores(TailForecasts tail) {
        return IntStream.range(0, tail.days()).mapToDouble(tail::score).toArray();
    }

    private SeriesResult score(ForecastPath path, int place, int training, double mcsP) {
        TailForecasts tail = path.tail(place);
        ConfidenceLevel level = tail.level();
        int h = path.horizon();
        KupiecTest kupiec = KupiecTest.withDefaults();
        DynamicQuantileTest dq = DynamicQuantileTest.withDefaults();
        return new SeriesResult(
                path.instrument(),
                path.model(),
                h,
                level.value(),
                tail.days(),
                tail.meanScore(),
                pinball(tail),
                tail.hits().rate(),
                test(tail, h, t -> kupiec.withReference(Reference.ASYMPTOTIC).test(t.hits())),
                test(tail, h, t -> kupiec.test(t.hits())),
                size(level, training / h, tail.days() / h, Math.max(1, refit / h)),
                test(tail, h, t -> ChristoffersenTest.ofConditionalCoverage().test(t.hits())),
                test(tail, h, t -> DurationTest.withDefaults().withDraws(199, 1).test(t.hits())),
                test(tail, h, t -> dq.test(t.hits(), t.valueAtRisk())),
                test(tail, h, t -> dq.withReference(Reference.ASYMPTOTIC).test(t.hits(), t.valueAtRisk())),
                test(tail, h, t -> AcerbiSzekelyTest.ofSizesAndHits().test(t)),
                test(tail, h, t -> McNeilFreyTest.withDefaults().test(t)),
                test(tail, h, t -> EBacktest.ofExpectedShortfall().test(t)),
                mcsP,
                path.isWhole() ? mean(path.column(ForecastRow::logScore)) : null,
                path.isWhole() ? mean(path.column(ForecastRow::crps)) : null,
                path.isWhole() ? reliability(path).expectedCalibrationError() : null,
                path.isWhole() ? errorByChance(tail.days() / h) : null,
                path.isWhole() ? berkowitz(path) : null,
                light(tail, h),
                path.cost().fitSeconds(),
                path.cost().updateMicros(),
                path.cost().failedRefits());
    }

    private static double test(TailForecasts tail, int horizon, Function<TailForecasts, TestResult> test) {
        return OverlappingHorizon.pValue(
                horizon,
                offset -> test.apply(horizon == 1 ? tail : tail.every(horizon, offset))
                        .pValue());
    }

    private static double pinball(TailForecasts tail) {
        double[] risk = tail.valueAtRisk();
        double[] realised = tail.realised();
        return IntStream.range(0, tail.days())
                .mapToDouble(i -> QuantileScore.ofValueAtRisk(tail.level().tail(), risk[i], realised[i]))
                .average()
                .orElse(Double.NaN);
    }

    /** Simulated once for all models that are refitted alike. */
    private double size(ConfidenceLevel level, int training, int days, int every) {
        return sizes.computeIfAbsent(
                level + "/" + training + "/" + days,
                key -> EstimationRisk.ofExpandingWindow(level, Math.max(1, training), every)
                        .withDraws(199, 1)
                        .size(
                                days,
                                0.05,
                                hits -> KupiecTest.withDefaults()
                                        .withReference(Reference.ASYMPTOTIC)
                                        .test(hits)
                                        .pValue()));
    }

    private double errorByChance(int days) {
        return errorsByChance.computeIfAbsent(
                days, n -> Reliability.of(new double[n], PROBABILITIES).errorByChance(0.95, 200, 1));
    }

    static Reliability reliability(ForecastPath path) {
        return Reliability.of(path.column(ForecastRow::pit), PROBABILITIES);
    }

    private static double berkowitz(ForecastPath path) {
        double[] pits = path.column(ForecastRow::pit);
        return OverlappingHorizon.pValue(path.horizon(), offset -> {
            double[] every = OverlappingHorizon.every(pits, path.horizon(), offset);
            return every.length < SHORTEST_TEST
                    ? 1
                    : BerkowitzTest.withDefaults().test(every).pValue();
        });
    }

    private static @Nullable String light(TailForecasts tail, int horizon) {
        return horizon == 1 && tail.level().value() == 0.99
                ? TrafficLight.of(tail.hits(), 0).zone().name().toLowerCase(Locale.ROOT)
                : null;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }
}
