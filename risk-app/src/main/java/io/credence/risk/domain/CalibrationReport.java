package io.credence.risk.domain;

import io.credence.forecasting.distribution.ConfidenceLevel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whether forecasts kept their word. Origins of a horizon of h bars overlap, so that h neighbours share most of their
 * outcome: the bands count {@code outcomes / h} independent trials.
 *
 * @param coverage per standard level, the share of losses at or under the value at risk
 * @param bins shares of the probability integral transforms in equal bins of [0, 1]
 * @param reliability the share of transforms at or under p, for p at the inner edges of the bins
 * @param skill one less the ratio of the mean CRPS to the reference's; NaN without a reference
 */
public record CalibrationReport(
        int outcomes, List<Point> coverage, List<Point> bins, List<Point> reliability, double skill) {

    /**
     * @param expected the share that a calibrated forecaster has
     * @param observed the share that was
     */
    public record Point(double expected, double observed, AcceptanceBand band) {}

    /**
     * What was counted, and the mean scores.
     *
     * @param horizon in bars
     * @param coverage per standard level, a share
     * @param histogram counts of transforms in equal bins of [0, 1]
     * @param crps mean, in percent
     * @param referenceCrps mean of the reference, in percent
     */
    public record Counts(
            int outcomes, int horizon, double[] coverage, int[] histogram, double crps, double referenceCrps) {

        private int trials() {
            return outcomes / horizon;
        }
    }

    public static CalibrationReport of(Counts counts) {
        return new CalibrationReport(
                counts.outcomes(),
                coverage(counts),
                bins(counts),
                reliability(counts),
                1 - counts.crps() / counts.referenceCrps());
    }

    private static List<Point> coverage(Counts counts) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < counts.coverage().length; i++) {
            points.add(point(ConfidenceLevel.STANDARD.get(i).value(), counts.coverage()[i], counts.trials()));
        }
        return List.copyOf(points);
    }

    private static List<Point> bins(Counts counts) {
        double width = 1.0 / counts.histogram().length;
        return Arrays.stream(counts.histogram())
                .mapToObj(count -> point(width, (double) count / counts.outcomes(), counts.trials()))
                .toList();
    }

    private static List<Point> reliability(Counts counts) {
        List<Point> points = new ArrayList<>();
        int[] histogram = counts.histogram();
        long below = 0;
        for (int i = 1; i < histogram.length; i++) {
            below += histogram[i - 1];
            points.add(point((double) i / histogram.length, (double) below / counts.outcomes(), counts.trials()));
        }
        return List.copyOf(points);
    }

    private static Point point(double expected, double observed, int trials) {
        return new Point(expected, observed, AcceptanceBand.of(trials, expected));
    }
}
