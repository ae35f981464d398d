package io.credence.forecasting.model.volatility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** EGARCH, GAS and HAR. */
class OtherRecursionsTest {

    @Nested
    class Exponential extends RecursionContract {

        @Override
        Recursion recursion() {
            return new ExponentialRecursion();
        }

        @Override
        double[] example() {
            return new double[] {-0.01, 0.15, -0.06, 0.96};
        }

        @Override
        double[] plain(double[] theta, Sample sample) {
            double[] h = new double[sample.size() + 1];
            h[0] = Math.exp(theta[1] + theta[4] * Math.log(sample.backcast(2, theta[0])));
            for (int t = 1; t < h.length; t++) {
                double z = (sample.returns()[t - 1] - theta[0]) / Math.sqrt(h[t - 1]);
                double size = theta[2] * (Math.abs(z) - Math.sqrt(2 / Math.PI));
                h[t] = Math.exp(theta[1] + size + theta[3] * z + theta[4] * Math.log(h[t - 1]));
            }
            return h;
        }
    }

    @Nested
    class Score extends RecursionContract {

        @Override
        Recursion recursion() {
            return new ScoreRecursion();
        }

        @Override
        List<Innovation> innovations() {
            return List.of(Innovation.STUDENT_T);
        }

        @Override
        double[] example() {
            return new double[] {0.02, 0.1, 0.97};
        }

        @Override
        double[] plain(double[] theta, Sample sample) {
            double nu = theta[4];
            double[] h = new double[sample.size() + 1];
            h[0] = theta[1] + theta[3] * sample.backcast(2, theta[0]);
            for (int t = 1; t < h.length; t++) {
                double e = sample.returns()[t - 1] - theta[0];
                // As Creal, Koopman and Lucas write it, with A = alpha / (1 + 3 / nu).
                double weight = (1 + 1 / nu) / ((1 - 2 / nu) * (1 + e * e / (nu * (1 - 2 / nu) * h[t - 1])));
                double a = theta[2] / (1 + 3 / nu);
                h[t] = theta[1] + a * (1 + 3 / nu) * (weight * e * e - h[t - 1]) + theta[3] * h[t - 1];
            }
            return h;
        }

        /** Where GARCH would give alpha e^2, the score is bounded by about alpha (nu + 1) h. */
        @Test
        void anOutlierMovesItLittle() {
            double[] theta = {0, 0.02, 0.1, 0.97, 5};
            Sample sample = Sample.of(
                    io.credence.forecasting.model.univariate.SimulatedReturns.gjr(200, 1), Presample.BACKCAST);
            Path path = Path.of(sample.size(), 5);
            recursion().filter(theta, sample, path);
            Tracker tracker = recursion().tracker(theta, sample, path);
            double before = tracker.variance();
            tracker.update(100 * Math.sqrt(before), Double.NaN);
            assertThat(tracker.variance()).isLessThan(0.02 + (0.87 + 0.1 * 6) * before + 1e-9);
        }
    }

    @Nested
    class Har extends RecursionContract {

        @Override
        Recursion recursion() {
            return new HarRecursion(false);
        }

        @Override
        double[] example() {
            return new double[] {0.05, 0.2, 0.35, 0.4};
        }

        @Override
        double[] plain(double[] theta, Sample sample) {
            double[] h = new double[sample.size() + 1];
            double presample = mean(sample, 0, 22);
            for (int t = 0; t < h.length; t++) {
                double[] v = new double[22];
                for (int back = 1; back <= 22; back++) {
                    v[back - 1] = t - back < 0 ? presample : Math.sqrt(sample.ranges()[t - back]);
                }
                double week = (v[0] + v[1] + v[2] + v[3] + v[4]) / 5;
                double month = java.util.Arrays.stream(v).sum() / 22;
                h[t] = Math.pow(theta[1] + theta[2] * v[0] + theta[3] * week + theta[4] * month, 2);
            }
            return h;
        }

        private static double mean(Sample sample, int from, int to) {
            double sum = 0;
            for (int t = from; t < to; t++) {
                sum += Math.sqrt(sample.ranges()[t]);
            }
            return sum / (to - from);
        }
    }

    @Nested
    class SmoothHar extends RecursionContract {

        @Override
        Recursion recursion() {
            return new HarRecursion(true);
        }

        @Override
        double[] example() {
            return new double[] {0.05, 0.2, 0.35, 0.4};
        }

        /** Each average as a weighted sum of all values before, the presample having what weight is left. */
        @Override
        double[] plain(double[] theta, Sample sample) {
            double[] days = {1, 5, 22};
            double[] h = new double[sample.size() + 1];
            double presample = Har.mean(sample, 0, 22);
            for (int t = 0; t < h.length; t++) {
                double deviation = theta[1];
                for (int k = 0; k < days.length; k++) {
                    double average = Math.exp(-t / days[k]) * presample;
                    for (int back = 1; back <= t; back++) {
                        double weight = Math.exp(-(back - 1) / days[k]) * (1 - Math.exp(-1 / days[k]));
                        average += weight * Math.sqrt(sample.ranges()[t - back]);
                    }
                    deviation += theta[2 + k] * average;
                }
                h[t] = deviation * deviation;
            }
            return h;
        }
    }
}
