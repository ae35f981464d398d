package io.credence.forecasting.evaluation;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The first two tests of expected shortfall of Acerbi and Szekely (2014). With x the loss and 1 a hit,
 *
 * <pre>Z1 = 1 - mean over hits of x / ES        (size of losses given hits)
 * Z2 = 1 - sum of 1 x / (T alpha ES)       (size and number at once)</pre>
 *
 * Both have mean zero where forecasts are right and are negative where risk is underestimated; the p-value is one-sided. The law under the
 * null is that of the forecasts themselves, so it is simulated from their tails.
 */
public final class AcerbiSzekelyTest {

    private static final double TAIL_INDEX = 0.15;

    private final boolean counts;
    private final MonteCarlo monteCarlo;

    private AcerbiSzekelyTest(boolean counts, MonteCarlo monteCarlo) {
        this.counts = counts;
        this.monteCarlo = monteCarlo;
    }

    /** Z1, given the hits. */
    public static AcerbiSzekelyTest ofSizes() {
        return new AcerbiSzekelyTest(false, MonteCarlo.DEFAULT);
    }

    /** Z2, hits and sizes together. */
    public static AcerbiSzekelyTest ofSizesAndHits() {
        return new AcerbiSzekelyTest(true, MonteCarlo.DEFAULT);
    }

    /** How the null is simulated. */
    public AcerbiSzekelyTest withDraws(int draws, long seed) {
        return new AcerbiSzekelyTest(counts, new MonteCarlo(draws, seed));
    }

    /** Tests, the tail beyond the value at risk being generalised Pareto with index 0.15 and the forecast's expected shortfall. */
    public Result test(TailForecasts forecasts) {
        return test(forecasts, TailQuantiles.generalisedPareto(forecasts, TAIL_INDEX));
    }

    /** Tests with the forecasts' own tails. */
    public Result test(TailForecasts forecasts, TailQuantiles tails) {
        Hits hits = forecasts.hits();
        Double observed = statistic(forecasts, hits, day -> forecasts.loss(day));
        if (observed == null) {
            return new Result(0, 1, 0);
        }
        // MonteCarlo looks at the upper end, and evidence lies at the lower one.
        double pValue = monteCarlo.upperPValue(-observed, random -> -simulated(forecasts, hits, tails, random));
        return new Result(observed, pValue, hits.count());
    }

    private double simulated(TailForecasts forecasts, Hits observed, TailQuantiles tails, SplittableRandom random) {
        double alpha = forecasts.level().tail();
        Hits hits = counts ? NullHits.independent(forecasts.level(), forecasts.days(), random) : observed;
        Double value = statistic(forecasts, hits, day -> -tails.at(day, alpha * (1 - random.nextDouble())));
        return value == null ? 0 : value;
    }

    private @Nullable Double statistic(TailForecasts forecasts, Hits hits, DayLoss loss) {
        if (!counts && hits.count() == 0 || forecasts.days() == 0) {
            return null;
        }
        double sum = 0;
        for (int i = 0; i < hits.count(); i++) {
            sum += loss.on(hits.at(i)) / forecasts.es(hits.at(i));
        }
        return 1 - sum / (counts ? forecasts.days() * forecasts.level().tail() : hits.count());
    }

    @FunctionalInterface
    private interface DayLoss {
        double on(int day);
    }

    /**
     * @param statistic Z1 or Z2; negative where risk is underestimated
     * @param hits how many
     */
    public record Result(double statistic, double pValue, int hits) implements TestResult {}
}
