package io.credence.forecasting.scoring;

import java.util.stream.DoubleStream;

/**
 * A Murphy diagram: the mean elementary score of one forecast at each threshold. Where one curve lies under another everywhere, its
 * forecast is better whatever consistent score the reader prefers.
 *
 * @param thresholds returns in percent, rising
 * @param means mean elementary score at each
 */
public record MurphyDiagram(double[] thresholds, double[] means) {

    public MurphyDiagram {
        if (thresholds.length != means.length) {
            throw new IllegalArgumentException("thresholds are " + thresholds.length + " and means " + means.length
                    + "; there must be one mean per threshold");
        }
        thresholds = thresholds.clone();
        means = means.clone();
    }

    /** Of the quantile at the tail's probability: minus the value at risk, per day. */
    public static MurphyDiagram ofValueAtRisk(
            double tail, double[] valueAtRisk, double[] realised, double[] thresholds) {
        return new MurphyDiagram(
                thresholds,
                at(
                        thresholds,
                        valueAtRisk.length,
                        (t, i) -> ElementaryScore.ofQuantile(t, tail, -valueAtRisk[i], realised[i])));
    }

    /** Of value at risk and expected shortfall together. */
    public static MurphyDiagram ofShortfall(
            double tail, double[] valueAtRisk, double[] shortfall, double[] realised, double[] thresholds) {
        return new MurphyDiagram(
                thresholds,
                at(
                        thresholds,
                        valueAtRisk.length,
                        (t, i) -> ElementaryScore.ofShortfall(t, tail, valueAtRisk[i], shortfall[i], realised[i])));
    }

    @Override
    public double[] thresholds() {
        return thresholds.clone();
    }

    @Override
    public double[] means() {
        return means.clone();
    }

    private static double[] at(double[] thresholds, int days, DayScore score) {
        return DoubleStream.of(thresholds)
                .map(threshold -> mean(threshold, days, score))
                .toArray();
    }

    private static double mean(double threshold, int days, DayScore score) {
        double sum = 0;
        for (int i = 0; i < days; i++) {
            sum += score.at(threshold, i);
        }
        return days == 0 ? 0 : sum / days;
    }

    @FunctionalInterface
    private interface DayScore {
        double at(double threshold, int day);
    }
}
