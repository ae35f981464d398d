package io.credence.bnn.predictive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.density.Targets;
import io.credence.bnn.distribution.Gaussian;
import io.credence.bnn.distribution.StudentT;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HurdleMixtureTest {

    /** Of one part, parameters are known: nothing is epistemic, and the entropy is the Student-t's in closed form. */
    @Test
    void onePartIsAStudentT() {
        HurdleMixture one = HurdleMixture.of(
                new double[] {1}, new double[] {0.4}, new double[] {2}, new StudentT[] {StudentT.of(5)});
        double entropy = 3 * (Digamma.value(3) - Digamma.value(2.5)) + 0.5 * Math.log(5) + LogBeta.value(2.5, 0.5);
        assertThat(one.entropy()).isCloseTo(entropy + Math.log(2), within(1e-5));
        assertThat(one.mutualInformation()).isZero();
        assertThat(one.epistemicVariance()).isZero();
        assertThat(one.variance()).isCloseTo(4 * 5 / 3.0, within(1e-12));
        assertThat(one.quantile(0.5)).isCloseTo(0.4, within(1e-10));
        // t with 5 degrees of freedom has its 5 % quantile at -2.015048373333024 (R, qt)
        assertThat(one.quantile(0.05)).isCloseTo(0.4 - 2 * 2.015048373333024, within(1e-9));
    }

    /** Rows 37 and 44: both identities, and no part negative, for mixtures of all kinds. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void uncertaintyIsTheSumOfItsParts(long seed) {
        HurdleMixture mixture = random(seed, 12, 0.1 * seed);
        double parts = mixture.aleatoricVariance() + mixture.epistemicVariance();
        assertThat(mixture.variance()).isCloseTo(parts, within(1e-12 * parts));
        double information = mixture.mutualInformation();
        assertThat(information).isNotNegative();
        assertThat(mixture.entropy() - mixture.aleatoricEntropy()).isCloseTo(information, within(1e-9));
        assertThat(mixture.epistemicVariance()).isPositive();
    }

    /** Two parts so far apart that a target tells which it came from: one bit, here log 2. */
    @Test
    void informationOfPartsFarApartIsTheirNumbersLogarithm() {
        StudentT t = StudentT.of(30);
        HurdleMixture apart =
                HurdleMixture.of(new double[] {0, 1}, new double[] {0, 0}, new double[] {1, 1}, new StudentT[] {t, t});
        assertThat(apart.mutualInformation()).isCloseTo(Math.log(2), within(1e-6));
        HurdleMixture same = HurdleMixture.of(
                new double[] {0.3, 0.3}, new double[] {1, 1}, new double[] {1, 1}, new StudentT[] {t, t});
        assertThat(same.mutualInformation()).isCloseTo(0, within(1e-12));
    }

    /** The closed form of Gaussian parameters is the limit of many draws of them. */
    @Test
    void manyDrawsAreTheClosedForm() {
        Gaussian logit = new Gaussian(-1, 0.3);
        Gaussian location = new Gaussian(0.2, 0.1);
        Gaussian logScale = new Gaussian(-0.5, 0.2);
        Gaussian rawDf = new Gaussian(3, 0.5);
        HurdleStudentT closed = HurdleStudentT.of(logit, location, logScale, rawDf, 0.1);
        int draws = 4000;
        double[][] z = Targets.normals(draws, 4, Key.of(3));
        double[] off = new double[draws];
        double[] locations = new double[draws];
        double[] scales = new double[draws];
        StudentT[] ts = new StudentT[draws];
        for (int s = 0; s < draws; s++) {
            off[s] = 1 / (1 + Math.exp(-1 + 0.3 * z[s][0]));
            locations[s] = 0.2 + 0.1 * z[s][1];
            scales[s] = Math.hypot(0.1, Math.exp(-0.5 + 0.2 * z[s][2]));
            ts[s] = StudentT.of(2.1 + Math.log1p(Math.exp(3 + 0.5 * z[s][3])));
        }
        HurdleMixture mixture = HurdleMixture.of(off, locations, scales, ts);
        assertThat(mixture.atom()).isCloseTo(closed.atom(), within(0.004));
        for (double p : new double[] {0.01, 0.05, 0.3, 0.9}) {
            assertThat(mixture.quantile(p)).isCloseTo(closed.quantile(p), within(0.02));
        }
        for (double y : new double[] {-1.5, 0, 0.4}) {
            assertThat(mixture.crps(y)).isCloseTo(closed.crps(y), within(0.003));
        }
        PosteriorInterval drawn = mixture.quantileInterval(0.05, 0.9);
        PosteriorInterval exact = closed.quantileInterval(0.05, 0.9);
        assertThat(drawn.low()).isCloseTo(exact.low(), within(0.04));
        assertThat(drawn.high()).isCloseTo(exact.high(), within(0.04));
        assertThat(mixture.epistemicVariance()).isCloseTo(closed.epistemicVariance(), within(5e-4));
    }

    @Test
    void theAtomIsAQuantileOfManyLevels() {
        HurdleMixture mixture = random(3, 6, 0.1);
        double below = mixture.cdf(-1e-12);
        assertThat(mixture.quantile(below + 0.5 * mixture.atom())).isZero();
        assertThat(mixture.cdf(0) - below).isCloseTo(mixture.atom(), within(1e-9));
    }

    @Test
    void partsThatMakeNoSenseAreRefused() {
        StudentT[] t = {StudentT.of(5)};
        assertThatThrownBy(() -> HurdleMixture.of(new double[] {1.2}, new double[1], new double[] {1}, t))
                .hasMessageContaining("part 0 has probability 1.2");
        assertThatThrownBy(() -> HurdleMixture.of(new double[] {0.5}, new double[1], new double[] {0}, t))
                .hasMessageContaining("scale 0.0");
        assertThatThrownBy(() -> HurdleMixture.of(new double[0], new double[0], new double[0], new StudentT[0]))
                .hasMessageContaining("at least 1");
        assertThatThrownBy(() -> random(1, 2, 0.1).quantile(1)).hasMessageContaining("probability is 1.0");
    }

    private static HurdleMixture random(long seed, int draws, double spread) {
        UniformRandomProvider random = Key.of(seed).generator();
        ZigguratSampler gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        double[] off = new double[draws];
        double[] locations = new double[draws];
        double[] scales = new double[draws];
        StudentT[] ts = new StudentT[draws];
        Arrays.setAll(off, s -> 0.6 + 0.4 * random.nextDouble());
        Arrays.setAll(locations, s -> 0.3 + spread * gaussian.sample());
        Arrays.setAll(scales, s -> Math.exp(spread * gaussian.sample()));
        Arrays.setAll(ts, s -> StudentT.of(2.2 + 8 * random.nextDouble()));
        return HurdleMixture.of(off, locations, scales, ts);
    }
}
