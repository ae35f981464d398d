package io.credence.forecasting.model.volatility;

import org.junit.jupiter.api.Nested;

/** GARCH, GJR, TARCH and the range-fed GJR, as special cases of one. */
class NewsRecursionTest {

    @Nested
    class Garch extends Case {
        @Override
        NewsRecursion recursion() {
            return NewsRecursion.GARCH;
        }

        @Override
        double[] example() {
            return new double[] {0.02, 0.08, 0, 0.9, 0};
        }
    }

    @Nested
    class Gjr extends Case {
        @Override
        NewsRecursion recursion() {
            return NewsRecursion.GJR;
        }

        @Override
        double[] example() {
            return new double[] {0.02, 0.03, 0.1, 0.88, 0};
        }
    }

    @Nested
    class Tarch extends Case {
        @Override
        NewsRecursion recursion() {
            return NewsRecursion.TARCH;
        }

        @Override
        double[] example() {
            return new double[] {0.02, 0.03, 0.08, 0.89, 0};
        }
    }

    @Nested
    class RangeGjr extends Case {
        @Override
        NewsRecursion recursion() {
            return NewsRecursion.RANGE_GJR;
        }

        @Override
        double[] example() {
            return new double[] {0.02, 0.02, 0.06, 0.7, 0.25};
        }
    }

    abstract static class Case extends RecursionContract {

        @Override
        abstract NewsRecursion recursion();

        @Override
        double[] plain(double[] theta, Sample sample) {
            int power = recursion().power();
            double[] v = new double[sample.size() + 1];
            double backcast = sample.backcast(power, theta[0]);
            double ratio =
                    sample.rangeRatio() * sample.variance() / (power == 2 ? sample.variance() : sample.deviation());
            v[0] = theta[1] + (theta[2] + theta[3] / 2 + theta[4] + theta[5] * ratio) * backcast;
            for (int t = 1; t < v.length; t++) {
                double residual = sample.returns()[t - 1] - theta[0];
                double news = Math.pow(Math.abs(residual), power);
                v[t] = theta[1] + theta[2] * news + (residual < 0 ? theta[3] * news : 0) + theta[4] * v[t - 1];
                v[t] += theta[5] * sample.ranges()[t - 1];
            }
            for (int t = 0; t < v.length; t++) {
                v[t] = Math.pow(v[t], 2.0 / power);
            }
            return v;
        }
    }
}
