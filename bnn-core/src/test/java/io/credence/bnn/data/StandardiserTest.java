package io.credence.bnn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class StandardiserTest {

    private final RegressionData data =
            new RegressionData(new double[][] {{1, 5}, {3, 5.5}, {5, 4.5}}, new double[] {2, 4, 9});

    @Test
    void takesToMeanZeroAndDeviationOne() {
        Standardiser standardiser = Standardiser.of(data);
        RegressionData scaled = standardiser.apply(data);
        double third = Math.sqrt(1.5);
        assertThat(scaled.inputs()[0]).containsExactly(new double[] {-third, 0}, within(1e-12));
        assertThat(scaled.inputs()[2]).containsExactly(new double[] {third, -third}, within(1e-12));
        assertThat(standardiser.targetMean()).isEqualTo(5);
        assertThat(standardiser.targetSd()).isCloseTo(Math.sqrt(26.0 / 3), within(1e-12));
    }

    @Test
    void refusesWhatDoesNotVary() {
        RegressionData flat = new RegressionData(new double[][] {{0.1, 1}, {0.1, 2}, {0.1, 3}}, new double[] {1, 2, 3});
        assertThat(Standardiser.isConstant(flat, 0)).isTrue();
        assertThat(Standardiser.isConstant(flat, 1)).isFalse();
        assertThatThrownBy(() -> Standardiser.of(flat)).hasMessageContaining("input 0 is 0.1 in all 3 rows");
        RegressionData still = new RegressionData(new double[][] {{1}, {2}}, new double[] {7, 7});
        assertThatThrownBy(() -> Standardiser.of(still)).hasMessageContaining("the target is 7.0");
    }

    @Test
    void dataRefusesWhatIsNoData() {
        assertThatThrownBy(() -> new RegressionData(new double[][] {{1, Double.NaN}}, new double[] {1}))
                .hasMessageContaining("input 1 of row 0 is NaN");
        assertThatThrownBy(() -> new RegressionData(new double[][] {{1}}, new double[] {Double.POSITIVE_INFINITY}))
                .hasMessageContaining("target of row 0");
        assertThatThrownBy(() -> new RegressionData(new double[][] {{1}, {1, 2}}, new double[] {1, 2}))
                .hasMessageContaining("row 1 has 2 inputs");
        assertThatThrownBy(() -> new RegressionData(new double[][] {{1}}, new double[] {1, 2}))
                .hasMessageContaining("1 rows of inputs and 2 targets");
    }
}
