package io.credence.bnn.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SelectedDensityTest {

    private static final ConjugateRegression WHOLE = Targets.conjugate(20, 5, 3);
    private static final double[] HELD = {0.1, 0.2, 0.3, 0.4, 0.5};

    private final SelectedDensity part = SelectedDensity.of(WHOLE, HELD, 2, 4);

    @Test
    void isTheWholeWithTheOthersHeld() {
        double[] gradient = new double[2];
        double[] all = new double[5];
        double expected = WHOLE.evaluate(new double[] {0.1, 0.2, -1, 2, 0.5}, all);
        assertThat(part.evaluate(new double[] {-1, 2}, gradient)).isEqualTo(expected);
        assertThat(gradient).containsExactly(all[2], all[3]);
        assertThat(part.complete(new double[] {-1, 2})).containsExactly(0.1, 0.2, -1, 2, 0.5);
    }

    @Test
    void priorAndBatchesAddUpToTheWhole() {
        double[] point = {-1, 2};
        double sum = part.prior().evaluate(point, new double[2]);
        for (int row = 0; row < part.rows(); row++) {
            sum += part.likelihood(new int[] {row}).evaluate(point, new double[2]) / part.rows();
        }
        assertThat(sum).isCloseTo(part.evaluate(point, new double[2]), within(1e-9));
    }

    @Test
    void nothingFreeIsRefused() {
        assertThatThrownBy(() -> SelectedDensity.of(WHOLE, HELD, 3, 3)).hasMessageContaining("3 to 3");
        assertThatThrownBy(() -> SelectedDensity.of(WHOLE, new double[4], 0, 2)).hasMessageContaining("has 5");
    }
}
