package io.credence.forecasting.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MixtureReturnTest extends ForecastDistributionContract {

    private static final LocationScaleReturn SKEWED = new LocationScaleReturn(0.05, 1.2, new SkewedTLaw(7, -0.12));

    @Override
    protected List<ForecastDistribution> examples() {
        return List.of(
                one(SKEWED),
                new MixtureReturn(
                        new double[] {0.5, 0.3, 0.2},
                        List.of(
                                SKEWED,
                                new LocationScaleReturn(0.02, 1.5, new SkewedTLaw(4.5, -0.2)),
                                new LocationScaleReturn(0.03, 0.9, new SkewedTLaw(12, 0.05)))),
                // Two modes, and a part without weight.
                new MixtureReturn(
                        new double[] {1, 3, 0},
                        List.of(
                                new LocationScaleReturn(-3, 0.4, new NormalLaw()),
                                new LocationScaleReturn(2, 0.7, new StudentTLaw(3)),
                                new LocationScaleReturn(100, 5, new NormalLaw()))));
    }

    @Override
    protected ForecastDistribution decode(byte[] bytes) {
        return MixtureReturn.decode(bytes);
    }

    /** Some forty bytes a part. */
    @Override
    protected int largestEncoding() {
        return 4 + 3 * 41;
    }

    private static MixtureReturn one(LocationScaleReturn part) {
        return new MixtureReturn(new double[] {2}, List.of(part));
    }

    @Test
    void ofOnePartIsThatPart() {
        MixtureReturn mixture = one(SKEWED);
        for (double p : new double[] {1e-5, 0.01, 0.025, 0.3, 0.5, 0.9, 0.999}) {
            assertThat(mixture.quantile(p)).isCloseTo(SKEWED.quantile(p), within(1e-9));
        }
        for (double y : new double[] {-9, -1, 0, 0.4, 3}) {
            assertThat(mixture.cdf(y)).isCloseTo(SKEWED.cdf(y), within(1e-15));
            assertThat(mixture.logScore(y)).isCloseTo(SKEWED.logScore(y), within(1e-13));
            assertThat(mixture.crps(y)).isCloseTo(SKEWED.crps(y), within(1e-4));
        }
        for (ConfidenceLevel level : ConfidenceLevel.STANDARD) {
            assertThat(mixture.expectedShortfall(level)).isCloseTo(SKEWED.expectedShortfall(level), within(1e-9));
            assertThat(mixture.valueAtRiskInterval(level, 0.9).low())
                    .isCloseTo(SKEWED.valueAtRisk(level), within(1e-9));
        }
        assertThat(mixture.aleatoricVariance()).isCloseTo(1.44, within(1e-14));
        assertThat(mixture.epistemicVariance()).isZero();
    }

    /** Of two normals at -1 and 1 with deviation 0.5: means are 0.25 noise and 1 ignorance. */
    @Test
    void varianceSplitsByTheLawOfTotalVariance() {
        MixtureReturn mixture = normals(0.5);
        assertThat(mixture.aleatoricVariance()).isCloseTo(0.25, within(1e-15));
        assertThat(mixture.epistemicVariance()).isCloseTo(1, within(1e-15));
        assertThat(mixture.mean()).isCloseTo(0, within(1e-15));
    }

    /** Closed form: sum of w_i w_j E|X_i - X_j| over two, E|N(m, s^2)| = s sqrt(2/pi) e^(-m^2/2s^2) + m (2 Phi(m/s) - 1). */
    @Test
    void crpsOfNormalsIsGrimitsAndOthers() {
        double s = 0.5;
        MixtureReturn mixture = normals(s);
        for (double y : new double[] {-2.2, -0.3, 0, 1.4}) {
            double distance = 0.5 * foldedNormal(y - 1, s) + 0.5 * foldedNormal(y + 1, s);
            double within = 0.5 * foldedNormal(0, s * Math.sqrt(2)) + 0.5 * foldedNormal(2, s * Math.sqrt(2));
            assertThat(mixture.crps(y)).isCloseTo(distance - 0.5 * within, within(1e-6));
        }
    }

    private static double foldedNormal(double m, double s) {
        return s * Math.sqrt(2 / Math.PI) * Math.exp(-m * m / (2 * s * s)) + m * (2 * new NormalLaw().cdf(m / s) - 1);
    }

    private static MixtureReturn normals(double deviation) {
        return new MixtureReturn(
                new double[] {0.5, 0.5},
                List.of(
                        new LocationScaleReturn(-1, deviation, new NormalLaw()),
                        new LocationScaleReturn(1, deviation, new NormalLaw())));
    }

    /** The partial mean by its own integral, for laws with and without a closed form. */
    @Test
    void partialMeansAreIntegrals() {
        for (StandardLaw law : List.of(new SkewedTLaw(6, -0.3), new StudentTLaw(5), new NormalLaw())) {
            for (double z : new double[] {-2, -0.4, 0.2, 1.5}) {
                double sum = 0;
                int n = 20_000;
                for (int i = 0; i < n; i++) {
                    double share = (i + 0.5) / n;
                    sum += law.cdf(z) / n * 4 * share * share * share * law.quantile(law.cdf(z) * Math.pow(share, 4));
                }
                assertThat(law.partialMean(z)).as(law + " at " + z).isCloseTo(sum, within(1e-5));
            }
        }
    }

    @Test
    void refusesNonsense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MixtureReturn(new double[0], List.of()))
                .withMessageContaining("at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MixtureReturn(new double[] {-1}, List.of(SKEWED)))
                .withMessageContaining("weight is -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MixtureReturn(new double[] {0}, List.of(SKEWED)))
                .withMessageContaining("sum to 0.0");
    }
}
