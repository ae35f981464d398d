package io.credence.forecasting.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.distribution.GaussianReturn;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    @Test
    void scoresAReturnAtTheMedian() {
        Outcome outcome = Outcome.of(new GaussianReturn(0, 2), 0, 0.7);
        assertThat(outcome.pit()).isCloseTo(0.5, within(1e-12));
        assertThat(outcome.crps()).isCloseTo(2 * 0.2336949773, within(1e-9));
        assertThat(outcome.exceeded()).containsExactly(false, false, false);
    }

    @Test
    void aLossOverTheValueAtRiskExceedsIt() {
        GaussianReturn forecast = new GaussianReturn(0, 1);
        assertThat(Outcome.of(forecast, -1.7, 0).exceeded()).containsExactly(true, false, false);
        assertThat(Outcome.of(forecast, -2.0, 0).exceeded()).containsExactly(true, true, false);
        assertThat(Outcome.of(forecast, -2.4, 0).exceeded()).containsExactly(true, true, true);
        assertThat(Outcome.of(forecast, 9, 0).exceeded()).containsExactly(false, false, false);
    }

    @Test
    void pitsOfDrawsFromTheForecastAreUniform() {
        SplittableRandom random = new SplittableRandom(5);
        GaussianReturn forecast = new GaussianReturn(0.1, 0.4);
        int[] histogram = new int[10];
        int n = 20_000;
        for (int i = 0; i < n; i++) {
            double realised = 0.1 + 0.4 * random.nextGaussian();
            double pit = Outcome.of(forecast, realised, random.nextDouble()).pit();
            histogram[Math.min(9, (int) (10 * pit))]++;
        }
        for (int count : histogram) {
            // Four standard deviations of a binomial count.
            assertThat((double) count).isCloseTo(n / 10.0, within(4 * Math.sqrt(n * 0.09)));
        }
    }
}
