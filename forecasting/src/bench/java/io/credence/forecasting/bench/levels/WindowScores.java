package io.credence.forecasting.bench.levels;

import io.credence.forecasting.scoring.QuantileScore;
import java.util.ArrayList;
import java.util.List;

/**
 * The mean weighted quantile loss, {@code mean over p of 2 sum |pinball_p| / sum |y|}, sums over instruments, windows and steps, as GluonTS
 * defines it (Alexandrov et al. 2020), and how often the band between the outer quantiles covers.
 */
final class WindowScores {

    private final List<Double> losses = new ArrayList<>();
    private final List<Double> sizes = new ArrayList<>();
    private final List<Double> coverages = new ArrayList<>();

    /** Adds one window. */
    void add(double[][][] quantiles, Levels levels, int origin) {
        double loss = 0;
        double size = 0;
        int covered = 0;
        int count = 0;
        for (int i = 0; i < quantiles.length; i++) {
            for (int step = 0; step < quantiles[i].length; step++) {
                double y = levels.prices()[i][origin + step];
                double[] forecast = quantiles[i][step];
                loss += loss(forecast, y);
                size += Math.abs(y);
                covered += y >= forecast[0] && y <= forecast[forecast.length - 1] ? 1 : 0;
                count++;
            }
        }
        losses.add(loss);
        sizes.add(size);
        coverages.add((double) covered / count);
    }

    private static double loss(double[] forecast, double y) {
        double sum = 0;
        for (int i = 0; i < forecast.length; i++) {
            sum += 2 * QuantileScore.pinball(LevelForecaster.PROBABILITIES[i], forecast[i], y);
        }
        return sum / forecast.length;
    }

    /** Over the first windows. */
    double meanWeightedLoss(int windows) {
        return sum(losses, windows) / sum(sizes, windows);
    }

    private static double sum(List<Double> values, int first) {
        return values.stream().limit(first).mapToDouble(Double::doubleValue).sum();
    }

    /** The share of the first windows' levels within the 80 % band. */
    double coverage(int windows) {
        return sum(coverages, windows) / windows;
    }

    /** The first windows' weighted losses less those of another forecaster. */
    double[] lessThan(WindowScores other, int windows) {
        double[] differences = new double[windows];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = (losses.get(i) - other.losses.get(i)) / sizes.get(i);
        }
        return differences;
    }
}
