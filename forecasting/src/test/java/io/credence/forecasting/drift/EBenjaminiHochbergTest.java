package io.credence.forecasting.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EBenjaminiHochbergTest {

    @Test
    void rejectsTheLargestThatTogetherAreLargeEnough() {
        // Four hypotheses at 0.1: one alone needs 40, two need 20 each, three 13.3, four 10.
        assertThat(EBenjaminiHochberg.rejected(new double[] {39, 1, 2, 0}, 0.1)).isEmpty();
        assertThat(EBenjaminiHochberg.rejected(new double[] {41, 1, 2, 0}, 0.1)).containsExactly(0);
        assertThat(EBenjaminiHochberg.rejected(new double[] {21, 1, 20, 0}, 0.1))
                .containsExactly(0, 2);
        assertThat(EBenjaminiHochberg.rejected(new double[] {10, 10, 10, 10}, 0.1))
                .containsExactly(0, 1, 2, 3);
        assertThat(EBenjaminiHochberg.rejected(new double[] {}, 0.1)).isEmpty();
    }

    @Test
    void falseDiscoveriesStayUnderTheBoundHoweverInstrumentsDepend() {
        SplittableRandom random = new SplittableRandom(8);
        double proportion = 0;
        int runs = 2000;
        for (int run = 0; run < runs; run++) {
            double common = random.nextGaussian();
            double[] e = new double[40];
            for (int i = 0; i < e.length; i++) {
                double score = 0.7 * common + Math.sqrt(1 - 0.49) * random.nextGaussian();
                // A unit bet on a mean of 3; the first ten have it.
                e[i] = Math.exp(3 * (score + (i < 10 ? 3 : 0)) - 4.5);
            }
            var rejected = EBenjaminiHochberg.rejected(e, 0.2);
            long wrong = rejected.stream().filter(i -> i >= 10).count();
            proportion += rejected.isEmpty() ? 0 : (double) wrong / rejected.size();
        }
        assertThat(proportion / runs).isBetween(1e-6, 0.2);
    }

    @Test
    void refusesWhatIsNoEValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EBenjaminiHochberg.rejected(new double[] {1, Double.NaN}, 0.1))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> EBenjaminiHochberg.rejected(new double[] {1}, 0));
    }
}
