package io.credence.forecasting.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

final class DynamicCorrelationTest {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private interface Path {
        double at(int t);
    }

    /** Two Gaussian names whose correlation on each row is known. */
    private static double[][] pits(int rows, long seed, Path correlation) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] pits = new double[2][rows];
        for (int t = 0; t < rows; t++) {
            double rho = correlation.at(t);
            double x = random.nextGaussian();
            double y = rho * x + Math.sqrt(1 - rho * rho) * random.nextGaussian();
            pits[0][t] = NORMAL.cumulativeProbability(x);
            pits[1][t] = NORMAL.cumulativeProbability(y);
        }
        return pits;
    }

    /** The process itself, a = .05 and b = .9, 8,000 rows: three standard errors are some .03 and .06. */
    @Test
    void findsWhatTheDataWereDrawnFrom() {
        SplittableRandom random = new SplittableRandom(5);
        double[][] pits = new double[2][8000];
        double xx = 1;
        double yy = 1;
        double xy = 0.4;
        for (int t = 0; t < 8000; t++) {
            double root = Math.sqrt(xx * yy);
            double x = random.nextGaussian();
            double rho = xy / root;
            double y = rho * x + Math.sqrt(1 - rho * rho) * random.nextGaussian();
            pits[0][t] = NORMAL.cumulativeProbability(x);
            pits[1][t] = NORMAL.cumulativeProbability(y);
            xy = 0.05 * 0.4 + 0.05 * root * x * y + 0.9 * xy;
            xx = 0.05 + 0.05 * xx * x * x + 0.9 * xx;
            yy = 0.05 + 0.05 * yy * y * y + 0.9 * yy;
        }
        DynamicCorrelation fit = DynamicCorrelation.of(pits);
        assertThat(fit.news()).isCloseTo(0.05, within(0.02));
        assertThat(fit.memory()).isCloseTo(0.9, within(0.06));
    }

    /** Without news nothing moves: it is the static fit's matrix. */
    @Test
    void withoutNewsItIsTheRankCorrelation() {
        double[][] pits = pits(400, 3, t -> 0.5);
        double expected = RankCorrelation.of(pits, 400).matrix()[0][1];
        assertThat(new DynamicCorrelation(0, 0.9).after(pits, 5).correlation()[0][1])
                .isCloseTo(expected, within(1e-12));
    }

    /** Correlation of .8 for 1,500 rows, then of -.2 for 100: the last is what counts; the static fit says .7. */
    @Test
    void followsABreak() {
        double[][] pits = pits(1600, 4, t -> t < 1500 ? 0.8 : -0.2);
        DynamicCorrelation fit = DynamicCorrelation.of(pits);
        assertThat(fit.after(pits, 5).correlation()[0][1]).isLessThan(0.3);
        assertThat(RankCorrelation.of(pits, 1600).matrix()[0][1]).isGreaterThan(0.6);
    }

    @Test
    void aConstantCorrelationHardlyMoves() {
        double[][] pits = pits(2000, 6, t -> 0.6);
        assertThat(DynamicCorrelation.of(pits).after(pits, 5).correlation()[0][1])
                .isCloseTo(0.6, within(0.08));
    }

    @Test
    void refusesWhatIsNoProcess() {
        assertThatThrownBy(() -> new DynamicCorrelation(0.3, 0.8)).hasMessageContaining("under 1");
        assertThatThrownBy(() -> DynamicCorrelation.of(new double[2][10])).hasMessageContaining("10 rows");
    }
}
