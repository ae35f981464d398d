package io.credence.forecasting.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.distribution.GaussianReturn;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ScoresTest {

    private static final ConfidenceLevel P975 = new ConfidenceLevel(0.975);
    private static final GaussianReturn NORMAL = new GaussianReturn(0, 1);

    @Test
    void fz0ByHand() {
        // v = -2, e = -3, y = -4: 2 / (0.025 * 3) + 2/3 + log 3 - 1; without a hit the first term is gone.
        double rest = 2.0 / 3 + Math.log(3) - 1;
        assertThat(FisslerZiegel.score(P975, 2, 3, -4)).isCloseTo(2 / (0.025 * 3) + rest, within(1e-11));
        assertThat(FisslerZiegel.score(P975, 2, 3, -1)).isCloseTo(rest, within(1e-12));
    }

    /** Over a grid of Gaussian returns the mean FZ0 is least at the true pair, which is what it is for. */
    @Test
    void fz0IsLeastAtTheTruth() {
        double risk = NORMAL.valueAtRisk(P975);
        double shortfall = NORMAL.expectedShortfall(P975);
        double best = meanFz0(risk, shortfall);
        for (double factor : new double[] {0.9, 1.1}) {
            assertThat(meanFz0(factor * risk, shortfall)).isGreaterThan(best);
            assertThat(meanFz0(risk, factor * shortfall)).isGreaterThan(best);
            assertThat(meanFz0(factor * risk, factor * shortfall)).isGreaterThan(best);
        }
    }

    private static double meanFz0(double risk, double shortfall) {
        return grid().map(y -> FisslerZiegel.score(P975, risk, Math.max(risk, shortfall), y))
                .average()
                .orElseThrow();
    }

    private static DoubleStream grid() {
        return DoubleStream.iterate(0.5 / 20_000, u -> u < 1, u -> u + 1.0 / 20_000)
                .map(NORMAL::quantile);
    }

    @Test
    void fz0RefusesAShortfallInsideTheValueAtRisk() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FisslerZiegel.score(P975, 2, 1.5, 0))
                .withMessageContaining("1.5");
        assertThat(FisslerZiegel.score(P975, -0.1, 0, 0.5)).isFinite();
    }

    @Test
    void pinballIsLeastAtTheQuantile() {
        assertThat(QuantileScore.pinball(0.1, 2, 5)).isCloseTo(0.3, within(1e-12));
        assertThat(QuantileScore.pinball(0.1, 2, 1)).isCloseTo(0.9, within(1e-12));
        assertThat(QuantileScore.ofValueAtRisk(0.025, 2, -3)).isCloseTo(0.975, within(1e-12));
    }

    @Test
    void crpsByQuantilesIsCloseToTheClosedForm() {
        for (double y : new double[] {-2.5, 0, 0.7}) {
            assertThat(QuantileScore.crps(NORMAL, y)).isCloseTo(NORMAL.crps(y), within(0.004));
            assertThat(QuantileScore.crps(NORMAL::quantile, 9999, y)).isCloseTo(NORMAL.crps(y), within(1e-4));
        }
    }

    /** The pinball loss is the elementary scores' integral over all thresholds (Ehm et al. 2016, equation 10). */
    @Test
    void elementaryScoresIntegrateToThePinball() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20; i++) {
            double q = 4 * random.nextDouble() - 2;
            double y = 4 * random.nextDouble() - 2;
            double sum = 0;
            for (int k = 0; k < 40_000; k++) {
                sum += ElementaryScore.ofQuantile(-2 + (k + 0.5) * 1e-4, 0.1, q, y) * 1e-4;
            }
            assertThat(sum).isCloseTo(QuantileScore.pinball(0.1, q, y), within(1e-3));
        }
    }

    @Test
    void elementaryShortfallScoresAreLeastAtTheTruth() {
        double risk = NORMAL.valueAtRisk(P975);
        double shortfall = NORMAL.expectedShortfall(P975);
        for (double threshold : new double[] {-3, -2.5, -2.2}) {
            double best = meanElementary(threshold, risk, shortfall);
            assertThat(meanElementary(threshold, 0.9 * risk, shortfall)).isGreaterThanOrEqualTo(best - 1e-6);
            assertThat(meanElementary(threshold, risk, 0.8 * shortfall)).isGreaterThanOrEqualTo(best - 1e-6);
            assertThat(meanElementary(threshold, risk, 1.4 * shortfall)).isGreaterThanOrEqualTo(best - 1e-6);
        }
    }

    private static double meanElementary(double threshold, double risk, double shortfall) {
        return grid().map(y -> ElementaryScore.ofShortfall(threshold, 0.025, risk, shortfall, y))
                .average()
                .orElseThrow();
    }

    @Test
    void theMurphyDiagramOfABetterForecastLiesUnder() {
        double[] realised = grid().filter(y -> y < 3).toArray();
        double[] right = new double[realised.length];
        double[] wrong = new double[realised.length];
        java.util.Arrays.fill(right, NORMAL.valueAtRisk(P975));
        java.util.Arrays.fill(wrong, 1.2);
        double[] thresholds = {-3, -1.9, -1.5, -1};
        double[] better =
                MurphyDiagram.ofValueAtRisk(0.025, right, realised, thresholds).means();
        double[] worse =
                MurphyDiagram.ofValueAtRisk(0.025, wrong, realised, thresholds).means();
        assertThat(better[1]).isLessThan(worse[1]);
        assertThat(better[2]).isLessThan(worse[2]);
        assertThat(better[0]).isEqualTo(worse[0]);
    }

    @Test
    void pitIsPlacedWithinAnAtom() {
        assertThat(Pit.of(NORMAL, 0, 0.9)).isCloseTo(0.5, within(1e-15));
    }
}
