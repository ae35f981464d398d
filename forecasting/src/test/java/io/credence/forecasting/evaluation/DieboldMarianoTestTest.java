package io.credence.forecasting.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DieboldMarianoTestTest {

    @Test
    void withoutLagsTheErrorIsThatOfAMean() {
        DieboldMarianoTest.Result test =
                DieboldMarianoTest.withDefaults().withOverlap(0).test(new double[] {1, 2, 3, 6});
        assertThat(test.mean()).isEqualTo(3);
        assertThat(test.lags()).isEqualTo(1);
        // Autocovariances by hand: c0 = (4 + 1 + 0 + 9) / 4, c1 = (2 + 0 + 0) / 4; Bartlett's weight of c1 is a half.
        assertThat(test.standardError()).isCloseTo(Math.sqrt((3.5 + 0.5) / 4), within(1e-12));
    }

    @Test
    void sumsOfOverlappingOutcomesGetAWiderError() {
        SplittableRandom random = new SplittableRandom(1);
        double[] noise = random.doubles(5015).map(u -> u - 0.5).toArray();
        double[] overlapping = new double[5000];
        for (int i = 0; i < overlapping.length; i++) {
            for (int k = 0; k < 15; k++) {
                overlapping[i] += noise[i + k];
            }
        }
        double error = DieboldMarianoTest.withDefaults()
                .withOverlap(60)
                .test(overlapping)
                .standardError();
        // The long-run variance of a sum of 15 is 15 squared times that of one, 1/12.
        assertThat(error).isCloseTo(15 * Math.sqrt(1 / 12.0 / 5000), within(0.15 * error));
    }

    @Test
    void equalScoresAreNoEvidence() {
        DieboldMarianoTest.Result test =
                DieboldMarianoTest.withDefaults().withOverlap(14).test(new double[300]);
        assertThat(test.statistic()).isZero();
        assertThat(test.lowerPValue()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void theLevelIsKeptWhereTheTrueMeanIsZero() {
        SplittableRandom random = new SplittableRandom(2);
        int rejected = 0;
        for (int i = 0; i < 1000; i++) {
            double[] differences = random.doubles(400).map(u -> u - 0.5).toArray();
            rejected += DieboldMarianoTest.withDefaults()
                                    .withOverlap(0)
                                    .test(differences)
                                    .lowerPValue()
                            < 0.05
                    ? 1
                    : 0;
        }
        assertThat(rejected).isBetween(30, 80);
    }
}
