package io.credence.bnn.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.density.Targets;
import io.credence.bnn.likelihood.HurdleStudentTRow;
import io.credence.bnn.linalg.Matrices;
import io.credence.bnn.predictive.HurdleMixture;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HeadPredictiveTest {

    private static final HeadShape SHAPE = new HeadShape(3, 2);
    private static final double[] TRUTH = Heads.truth(SHAPE, 1);

    @Test
    void logDensityOfOnePointIsItsLikelihood() {
        HeadRows rows = Heads.simulated(SHAPE, TRUTH, 20, 2);
        HeadDensity density = HeadDensity.of(rows, SHAPE.prior(1, 1, 2, 1));
        int[] all = new int[20];
        Arrays.setAll(all, i -> i);
        double whole = density.likelihood(all).evaluate(TRUTH, new double[TRUTH.length]);
        assertThat(HeadPredictive.at(SHAPE, TRUTH).nll(rows)).isCloseTo(-whole / 40, within(1e-12));
    }

    /** The mixture says the same of a row as the log densities do, at an atom and off it. */
    @Test
    void mixtureAgreesWithLogDensities() {
        HeadRows rows = Heads.simulated(SHAPE, TRUTH, 40, 3);
        HeadPredictive predictive = new HeadPredictive(SHAPE, around(TRUTH, 0.2, 16));
        double[][] logs = predictive.logDensities(rows);
        int atoms = 0;
        for (int row = 0; row < 40; row++) {
            HurdleMixture mixture = predictive.mixture(rows, row, 1);
            double y = rows.targets()[row][1];
            atoms += y == 0 ? 1 : 0;
            assertThat(logs[row][1]).isCloseTo(Math.log(y == 0 ? mixture.atom() : mixture.density(y)), within(1e-10));
        }
        assertThat(atoms).isBetween(5, 35);
    }

    /** Row 42: fewer draws, and the quantile still within its tolerance in 95 % of replays. */
    @Test
    void quantileDrawsKeepTheirToleranceWithHalfTheDraws() {
        HeadRows rows = Heads.simulated(SHAPE, TRUTH, 12, 4);
        double[] exact = new double[12];
        double[] width = new double[12];
        HeadPredictive reference = new HeadPredictive(SHAPE, around(TRUTH, 0.008, 1000));
        for (int row = 0; row < 12; row++) {
            HurdleMixture mixture = reference.mixture(rows, row, 0);
            exact[row] = mixture.quantile(0.05);
            width[row] = mixture.quantile(0.95) - exact[row];
        }
        QuantileDraws rule = QuantileDraws.withDefaults().withTolerance(0.01);
        int kept = 0;
        int used = 0;
        int replays = 240;
        for (int replay = 0; replay < replays; replay++) {
            int row = replay % 12;
            HurdleMixture all =
                    new HeadPredictive(SHAPE, around(TRUTH, 0.008, 64, Key.of(100 + replay))).mixture(rows, row, 0);
            HurdleMixture some = rule.enough(all);
            used += some.draws();
            kept += Math.abs(some.quantile(0.05) - exact[row]) <= 0.01 * width[row] ? 1 : 0;
        }
        assertThat((double) kept / replays).isGreaterThanOrEqualTo(0.95);
        assertThat((double) used / replays).isLessThanOrEqualTo(32);
    }

    @Test
    void quantileDrawsTakeAllWhereTheyDisagree() {
        HeadRows rows = Heads.simulated(SHAPE, TRUTH, 1, 4);
        HurdleMixture all = new HeadPredictive(SHAPE, around(TRUTH, 0.5, 64)).mixture(rows, 0, 0);
        assertThat(QuantileDraws.withDefaults().withTolerance(1e-4).enough(all).draws())
                .isEqualTo(64);
        assertThatThrownBy(() -> QuantileDraws.withDefaults().withTolerance(0)).hasMessageContaining("tolerance 0.0");
    }

    /** A predictive whose scale is half the truth's and whose tails are too thin is mended from validation rows. */
    @Test
    void temperatureScalingFindsTheScaleAndTheTails() {
        HeadRows validation = Heads.simulated(SHAPE, TRUTH, 4000, 5);
        HeadRows test = Heads.simulated(SHAPE, TRUTH, 2000, 6);
        double[] wrong = TRUTH.clone();
        for (int h = 0; h < 2; h++) {
            wrong[(4 + h) * SHAPE.width() + SHAPE.features()] -= Math.log(2);
            wrong[SHAPE.rawDf(h)] += 4;
        }
        HeadPredictive predictive = new HeadPredictive(SHAPE, around(wrong, 0.02, 8));
        TemperatureScaling scaling = TemperatureScaling.fit(predictive, validation);
        HeadPredictive scaled = scaling.apply(predictive);
        double truth = HeadPredictive.at(SHAPE, TRUTH).nll(test);
        assertThat(predictive.nll(test)).isGreaterThan(truth + 0.1);
        assertThat(scaled.nll(test)).isLessThan(truth + 0.01);
        for (int h = 0; h < 2; h++) {
            assertThat(scaling.logScales()[h]).isCloseTo(Math.log(2), within(0.1));
            double df = HurdleStudentTRow.of(wrong[SHAPE.rawDf(h)] + scaling.rawDfs()[h])
                    .df();
            // the truth is 4.9
            assertThat(df).isBetween(4.0, 7.0);
        }
    }

    @Test
    void drawsOfAnotherShapeAreRefused() {
        assertThatThrownBy(() -> new HeadPredictive(SHAPE, new double[1][3])).hasMessageContaining("26 parameters");
        assertThatThrownBy(() -> new HeadPredictive(SHAPE, new double[0][])).hasMessageContaining("at least 1");
    }

    private static double[][] around(double[] centre, double sd, int draws) {
        return around(centre, sd, draws, Key.of(9));
    }

    private static double[][] around(double[] centre, double sd, int draws, Key key) {
        double[][] points = Targets.normals(draws, centre.length, key);
        for (double[] point : points) {
            for (int i = 0; i < point.length; i++) {
                point[i] *= sd;
            }
            Matrices.axpy(1, centre, point);
        }
        return points;
    }
}
