package io.credence.bnn.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class StackingWeightsTest {

    private static final int ROWS = 40;
    private static final double IMPOSSIBLE = -800;

    /** Where each row is possible by one part alone, a part's weight is its share of the rows and of the prior's. */
    @Test
    void areSharesOfRowsThatNoOtherPartKnows() {
        double[][] densities = densities(30);
        assertThat(StackingWeights.of(densities, 0, 1))
                .containsExactly(new double[] {31.0 / 42, 11.0 / 42}, within(1e-9));
        assertThat(StackingWeights.of(densities, 0, 2))
                .containsExactly(new double[] {16.0 / 22, 6.0 / 22}, within(1e-9));
    }

    /** A part that is never better keeps the little that the prior gives, which bounds what one impossible row can cost. */
    @Test
    void noPartLosesAllWeight() {
        double[] weights = StackingWeights.of(densities(ROWS), 0, 1);
        assertThat(weights[1]).isCloseTo(1.0 / (ROWS + 2), within(1e-9));
        assertThat(-Math.log(weights[1])).isLessThan(Math.log(ROWS + 3));
    }

    /** Each half's share is .75 and the other's weights are 16 of 22: the cross entropy of the two, in closed form. */
    @Test
    void halvesAreScoredByEachOther() {
        double expected = -(0.75 * Math.log(16.0 / 22) + 0.25 * Math.log(6.0 / 22));
        assertThat(StackingWeights.crossedNll(densities(30))).isCloseTo(expected, within(1e-9));
    }

    @Test
    void equalPartsShareEqually() {
        double[][] same = {new double[ROWS], new double[ROWS]};
        assertThat(StackingWeights.of(same, 0, 1)).containsExactly(0.5, 0.5);
        assertThat(StackingWeights.crossedNll(same)).isCloseTo(0, within(1e-12));
    }

    /** The first rows have density 1 by the first part alone, the others by the second alone. */
    private static double[][] densities(int ofFirst) {
        double[][] densities = new double[2][ROWS];
        for (double[] part : densities) {
            Arrays.fill(part, IMPOSSIBLE);
        }
        Arrays.fill(densities[0], 0, ofFirst, 0);
        Arrays.fill(densities[1], ofFirst, ROWS, 0);
        return densities;
    }
}
