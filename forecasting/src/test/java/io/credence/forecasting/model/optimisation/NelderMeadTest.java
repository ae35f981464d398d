package io.credence.forecasting.model.optimisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NelderMeadTest {

    @Test
    void findsTheFootOfRosenbrocksValley() {
        Optimum optimum = NelderMead.minimise(
                x -> 100 * Math.pow(x[1] - x[0] * x[0], 2) + Math.pow(1 - x[0], 2),
                new double[] {-1.2, 1},
                new double[] {0.1, 0.1},
                8);
        assertThat(optimum.x()[0]).isCloseTo(1, within(1e-4));
        assertThat(optimum.x()[1]).isCloseTo(1, within(1e-4));
    }

    /** A kink at the minimum, and a wall beside it. */
    @Test
    void kinksAndWallsAreNoHindrance() {
        Optimum optimum = NelderMead.minimise(
                x -> x[0] < 0.5
                        ? Double.POSITIVE_INFINITY
                        : Math.abs(x[0] - 1) + 2 * Math.abs(x[1] + 3) + Math.abs(x[0] - x[1] - 4),
                new double[] {5, 5},
                new double[] {0.5, 0.5},
                8);
        assertThat(optimum.converged()).isTrue();
        assertThat(optimum.x()[0]).isCloseTo(1, within(1e-5));
        assertThat(optimum.x()[1]).isCloseTo(-3, within(1e-5));
    }
}
