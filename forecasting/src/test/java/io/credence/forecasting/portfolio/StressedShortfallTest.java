package io.credence.forecasting.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class StressedShortfallTest {

    /** The formula by hand, and its floor of one. */
    @Test
    void theFormula() {
        assertThat(new StressedShortfall(10, 6, 5).value()).isCloseTo(12, within(1e-12));
        assertThat(new StressedShortfall(10, 5, 6).value()).isEqualTo(10);
        assertThat(new StressedShortfall(10, 5, 5).value()).isEqualTo(10);
    }

    @Test
    void theReducedSetMustExplainThreeQuarters() {
        assertThat(new StressedShortfall(10, 4, 3).value()).isCloseTo(40 / 3.0, within(1e-12));
        assertThatThrownBy(() -> new StressedShortfall(10, 4, 2.99))
                .hasMessageContaining("2.99")
                .hasMessageContaining("Maybe");
        assertThatThrownBy(() -> new StressedShortfall(0, 4, 4)).hasMessageContaining("stressed ES");
    }

    /** A year four times as wild as the others is found to within the days that hold no tail. */
    @Test
    void findsTheWildYear() {
        SplittableRandom random = new SplittableRandom(2);
        double[] losses = new double[1500];
        Arrays.setAll(losses, t -> (t >= 600 && t < 850 ? 4 : 1) * random.nextGaussian());
        int from = StressedShortfall.worstPeriod(losses);
        assertThat(from).isBetween(560, 640);
        assertThat(StressedShortfall.historical(losses, from))
                .isGreaterThanOrEqualTo(StressedShortfall.historical(losses, 600));
    }

    @Test
    void aShortHistoryIsRefused() {
        assertThatThrownBy(() -> StressedShortfall.worstPeriod(new double[249])).hasMessageContaining("249 rows");
    }
}
