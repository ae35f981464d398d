package io.credence.forecasting.model.bayesian.volatility;

import java.util.Arrays;

/**
 * Moments of positive ratios by the day of the week, and what they say of each day's factor, pooled: logs of factors have the prior
 * N(0, tau^2), with tau from the spread of all days (DerSimonian and Laird 1986), so that where days differ by no more than chance
 * all factors are 1.
 */
final class WeekdayMoments {

    static final int DAYS = 8;

    /** A day seen less often has no factor. */
    private static final int FEWEST = 8;

    private final int[] counts = new int[DAYS];
    /** Sums of powers 1 to 4. */
    private final double[][] sums = new double[4][DAYS];

    void add(int day, double ratio) {
        counts[day]++;
        double power = 1;
        for (double[] sum : sums) {
            power *= ratio;
            sum[day] += power;
        }
    }

    private double moment(int power, int day) {
        return sums[power - 1][day] / counts[day];
    }

    private boolean counts(int day) {
        return day > 0 && counts[day] >= FEWEST && sums[0][day] > 0;
    }

    /** Factors of the mean. */
    double[] factors() {
        double[] logs = new double[DAYS];
        double[] precisions = new double[DAYS];
        for (int day = 0; day < DAYS; day++) {
            if (counts(day)) {
                double mean = moment(1, day);
                double variance = moment(2, day) / (mean * mean) - 1;
                logs[day] = Math.log(mean);
                precisions[day] = counts[day] / Math.max(variance, 1e-6);
            }
        }
        return pooled(logs, precisions);
    }

    /** Factors of the root mean square over the mean, which is larger where tails are heavier. */
    double[] heaviness() {
        double[] logs = new double[DAYS];
        double[] precisions = new double[DAYS];
        for (int day = 0; day < DAYS; day++) {
            if (counts(day)) {
                double mean = moment(1, day);
                double square = moment(2, day);
                logs[day] = Math.log(square) / 2 - Math.log(mean);
                // Of x^2 / (2 E x^2) - x / E x, by the delta method.
                double variance = moment(4, day) / (4 * square * square)
                        - moment(3, day) / (square * mean)
                        + square / (mean * mean)
                        - 0.25;
                precisions[day] = counts[day] / Math.max(variance, 1e-6);
            }
        }
        return pooled(logs, precisions);
    }

    /** Posterior means, whose logs average to 0 over all returns. */
    private double[] pooled(double[] logs, double[] precisions) {
        double centre = centre(logs, precisions);
        double spread = spread(logs, precisions, centre);
        double[] shrunk = new double[DAYS];
        double level = 0;
        int total = Math.max(1, Arrays.stream(counts).sum());
        for (int day = 0; day < DAYS; day++) {
            shrunk[day] = precisions[day] > 0 ? (logs[day] - centre) * spread / (spread + 1 / precisions[day]) : 0;
            level += shrunk[day] * counts[day] / total;
        }
        double mean = level;
        return Arrays.stream(shrunk).map(log -> Math.exp(log - mean)).toArray();
    }

    private static double centre(double[] logs, double[] precisions) {
        double sum = 0;
        double total = 0;
        for (int day = 0; day < DAYS; day++) {
            sum += precisions[day] * logs[day];
            total += precisions[day];
        }
        return total > 0 ? sum / total : 0;
    }

    /** The moment estimate of tau^2. */
    private static double spread(double[] logs, double[] precisions, double centre) {
        double q = 0;
        double total = 0;
        double squares = 0;
        int days = 0;
        for (int day = 0; day < DAYS; day++) {
            q += precisions[day] * (logs[day] - centre) * (logs[day] - centre);
            total += precisions[day];
            squares += precisions[day] * precisions[day];
            days += precisions[day] > 0 ? 1 : 0;
        }
        return days < 2 ? 0 : Math.max(0, (q - (days - 1)) / (total - squares / total));
    }
}
