package io.credence.forecasting.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** What holds of every forecast distribution. An implementer's test gives examples, and how its bytes are read. */
public abstract class ForecastDistributionContract {

    private static final double[] PROBABILITIES = {1e-4, 0.01, 0.025, 0.05, 0.2, 0.4, 0.5, 0.6, 0.8, 0.95, 0.99, 0.9999
    };

    protected abstract List<ForecastDistribution> examples();

    protected abstract ForecastDistribution decode(byte[] bytes);

    /** How far closed forms and quadratures may lie apart, relative to the distribution's width. */
    protected double tolerance() {
        return 2e-3;
    }

    /** As {@link #tolerance}, of the expected shortfall, which a sample estimates by its own tail mean. */
    protected double shortfallTolerance() {
        return tolerance();
    }

    /** The bytes that a store keeps of one forecast; a distribution that carries a sample needs more. */
    protected int largestEncoding() {
        return 200;
    }

    @Test
    void theCdfRisesFromZeroToOne() {
        for (ForecastDistribution each : examples()) {
            double previous = 0;
            for (double y : grid(each, 401)) {
                double cdf = each.cdf(y);
                assertThat(cdf).as("%s at %s", each, y).isBetween(previous - 1e-12, 1 + 1e-12);
                assertThat(each.cdfBelow(y)).isBetween(previous - 1e-12, cdf + 1e-12);
                previous = cdf;
            }
            double far = 1e4 * width(each);
            assertThat(each.cdf(-far)).isLessThan(1e-3);
            assertThat(each.cdf(far)).isGreaterThan(1 - 1e-3);
        }
    }

    @Test
    void theQuantileInvertsTheCdf() {
        for (ForecastDistribution each : examples()) {
            for (double p : PROBABILITIES) {
                double y = each.quantile(p);
                assertThat(each.cdf(y)).as("%s at %s", each, p).isGreaterThanOrEqualTo(p - 1e-6);
                assertThat(each.cdfBelow(y)).as("%s at %s", each, p).isLessThanOrEqualTo(p + 1e-6);
            }
        }
    }

    @Test
    void valueAtRiskAndShortfallRiseWithTheLevel() {
        for (ForecastDistribution each : examples()) {
            double valueAtRisk = Double.NEGATIVE_INFINITY;
            double shortfall = Double.NEGATIVE_INFINITY;
            for (double value : new double[] {0.6, 0.8, 0.9, 0.95, 0.975, 0.99, 0.995}) {
                ConfidenceLevel level = new ConfidenceLevel(value);
                assertThat(each.valueAtRisk(level)).isGreaterThanOrEqualTo(valueAtRisk);
                assertThat(each.expectedShortfall(level)).isGreaterThanOrEqualTo(shortfall);
                valueAtRisk = each.valueAtRisk(level);
                shortfall = each.expectedShortfall(level);
                assertThat(shortfall).as("%s at %s", each, value).isGreaterThanOrEqualTo(valueAtRisk);
            }
        }
    }

    @Test
    void theShortfallIsTheMeanOfTheQuantilesBeyondTheLevel() {
        for (ForecastDistribution each : examples()) {
            for (ConfidenceLevel level : ConfidenceLevel.STANDARD) {
                int n = 4000;
                double sum = 0;
                for (int i = 0; i < n; i++) {
                    // Points crowd at zero, where heavy tails are.
                    double left = Math.pow((double) i / n, 4);
                    double right = Math.pow((i + 1.0) / n, 4);
                    sum -= (right - left) * each.quantile(level.tail() * 0.5 * (left + right));
                }
                assertThat(each.expectedShortfall(level))
                        .as("%s at %s", each, level)
                        .isCloseTo(sum, within(shortfallTolerance() * Math.abs(sum)));
            }
        }
    }

    @Test
    void theCrpsIsTheIntegralOfTheSquaredDistanceOfCdfs() {
        for (ForecastDistribution each : examples()) {
            for (double p : new double[] {0.001, 0.1, 0.5, 0.9, 0.999}) {
                double y = each.quantile(p);
                assertThat(each.crps(y))
                        .as("%s at %s", each, y)
                        .isCloseTo(integratedCrps(each, y), within(tolerance() * width(each)));
            }
        }
    }

    @Test
    void theTotalVarianceIsTheSumOfItsParts() {
        for (ForecastDistribution each : examples()) {
            assertThat(each.aleatoricVariance()).isPositive().isFinite();
            assertThat(each.epistemicVariance()).isNotNegative().isFinite();
            assertThat(each.variance())
                    .isCloseTo(each.aleatoricVariance() + each.epistemicVariance(), within(1e-12 * each.variance()));
        }
    }

    @Test
    void posteriorIntervalsHoldTheirValue() {
        for (ForecastDistribution each : examples()) {
            for (ConfidenceLevel level : ConfidenceLevel.STANDARD) {
                assertHolds(each.valueAtRiskInterval(level, 0.9), each.valueAtRisk(level));
                assertHolds(each.expectedShortfallInterval(level, 0.9), each.expectedShortfall(level));
                Interval narrow = each.valueAtRiskInterval(level, 0.5);
                Interval wide = each.valueAtRiskInterval(level, 0.95);
                assertThat(wide.low()).isLessThanOrEqualTo(narrow.low());
                assertThat(wide.high()).isGreaterThanOrEqualTo(narrow.high());
            }
        }
    }

    @Test
    void scoresAreFiniteFarOut() {
        for (ForecastDistribution each : examples()) {
            for (double y : new double[] {-30 * width(each), 0, 30 * width(each)}) {
                assertThat(each.logScore(y)).isFinite();
                assertThat(each.crps(y)).isFinite().isPositive();
            }
        }
    }

    @Test
    void anEqualDistributionComesBackFromItsBytes() {
        for (ForecastDistribution each : examples()) {
            byte[] bytes = each.encode();
            assertThat(bytes).hasSizeLessThanOrEqualTo(largestEncoding());
            ForecastDistribution decoded = decode(bytes);
            assertThat(decoded).isEqualTo(each).hasSameHashCodeAs(each);
            assertThat(decoded.encode()).isEqualTo(bytes);
            assertThat(decoded.quantile(0.01)).isEqualTo(each.quantile(0.01));
            assertThat(decoded.crps(0.1)).isEqualTo(each.crps(0.1));
        }
    }

    private static void assertHolds(Interval interval, double value) {
        assertThat(value).isBetween(interval.low(), interval.high());
    }

    private static double width(ForecastDistribution each) {
        return each.quantile(0.95) - each.quantile(0.05);
    }

    private static double[] grid(ForecastDistribution each, int points) {
        double low = each.quantile(1e-4);
        double high = each.quantile(1 - 1e-4);
        return DoubleStream.iterate(0, i -> i < points, i -> i + 1)
                .map(i -> low + (high - low) * i / (points - 1))
                .toArray();
    }

    /** By the midpoint rule in x = w sinh(t), whose steps grow with the distance, as heavy tails need. */
    private static double integratedCrps(ForecastDistribution each, double y) {
        double centre = each.quantile(0.5);
        double scale = 0.02 * width(each);
        double end = 16;
        int n = 24_000;
        double step = 2 * end / n;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double t = -end + (i + 0.5) * step;
            double x = centre + scale * Math.sinh(t);
            double distance = each.cdf(x) - (x >= y ? 1 : 0);
            sum += distance * distance * scale * Math.cosh(t) * step;
        }
        return sum;
    }
}
