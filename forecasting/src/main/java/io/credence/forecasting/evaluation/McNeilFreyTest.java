package io.credence.forecasting.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The test of McNeil and Frey (2000): over the days whose loss was over the value at risk, the loss less the expected shortfall, over a
 * scale of the day, has mean zero. The alternative is a mean over zero: shortfall underestimated. The p-value is the bootstrap's of Efron
 * and Tibshirani (1993, algorithm 16.2) for a studentised mean, as the excesses are skewed.
 *
 * <p>The scale is the expected shortfall unless given. With fewer than two hits the p-value is 1.
 */
public final class McNeilFreyTest {

    private final MonteCarlo monteCarlo;

    private McNeilFreyTest(MonteCarlo monteCarlo) {
        this.monteCarlo = monteCarlo;
    }

    /** With 999 resamples. */
    public static McNeilFreyTest withDefaults() {
        return new McNeilFreyTest(MonteCarlo.DEFAULT);
    }

    /** How the resamples are drawn. */
    public McNeilFreyTest withDraws(int draws, long seed) {
        return new McNeilFreyTest(new MonteCarlo(draws, seed));
    }

    /** Tests with the expected shortfall as the scale. */
    public Result test(TailForecasts forecasts) {
        return test(
                forecasts,
                IntStream.range(0, forecasts.days()).mapToDouble(forecasts::es).toArray());
    }

    /**
     * Tests.
     *
     * @param scale one positive value per day, as the forecast volatility
     */
    public Result test(TailForecasts forecasts, double[] scale) {
        double[] residuals = IntStream.range(0, forecasts.days())
                .filter(forecasts::exceeded)
                .mapToDouble(day -> (forecasts.loss(day) - forecasts.es(day)) / scale[day])
                .toArray();
        double mean = Arrays.stream(residuals).average().orElse(0);
        if (residuals.length < 2) {
            return new Result(0, 1, mean, residuals.length);
        }
        double statistic = studentised(residuals);
        double[] centred = Arrays.stream(residuals).map(r -> r - mean).toArray();
        double pValue = monteCarlo.upperPValue(statistic, random -> studentised(resampled(centred, random)));
        return new Result(statistic, pValue, mean, residuals.length);
    }

    private static double[] resampled(double[] values, SplittableRandom random) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> values[random.nextInt(values.length)])
                .toArray();
    }

    private static double studentised(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        double error = Math.sqrt(squares / (values.length - 1) / values.length);
        return error > 0 ? mean / error : Math.signum(mean) * 1e9;
    }

    /**
     * @param statistic the studentised mean
     * @param mean of the scaled excesses over the expected shortfall; positive says it was too small
     * @param hits how many days took part
     */
    public record Result(double statistic, double pValue, double mean, int hits) implements TestResult {}
}
