package io.credence.bnn.posterior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.random.Key;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MixturePosteriorTest {

    private final MixturePosterior points =
            MixturePosterior.of(List.of(PointMass.of(1), PointMass.of(2), PointMass.of(6)));

    @Test
    void asManyDrawsAsPointsAreEachOnce() {
        double[] drawn =
                Arrays.stream(points.draw(3, Key.of(4))).mapToDouble(d -> d[0]).toArray();
        assertThat(drawn).containsExactlyInAnyOrder(1, 2, 6);
        assertThat(points.draw(7, Key.of(4))).hasDimensions(7, 1);
    }

    @Test
    void momentsAreTheMixtures() {
        assertThat(points.mean()).containsExactly(3);
        assertThat(points.variance()[0]).isCloseTo(14.0 / 3, within(1e-12));
        MixturePosterior wide =
                MixturePosterior.of(List.of(PointMass.of(0), MeanFieldGaussian.of(new double[] {2}, 3)));
        assertThat(wide.variance()).containsExactly(1 + 4.5);
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> points.draw(0, Key.of(1))).hasMessageContaining("draws are 0");
        assertThatThrownBy(() -> MixturePosterior.of(List.of())).hasMessageContaining("at least one");
        assertThatThrownBy(() -> MixturePosterior.of(List.of(PointMass.of(1), PointMass.of(1, 2))))
                .hasMessageContaining("[1, 2]");
    }
}
