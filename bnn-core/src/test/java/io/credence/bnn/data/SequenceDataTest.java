package io.credence.bnn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credence.bnn.likelihood.Baseline;
import org.junit.jupiter.api.Test;

class SequenceDataTest {

    @Test
    void holdsWhatWasSet() {
        SequenceData data = SequenceData.builder(3, 2, 2)
                .features(1, new float[] {4, 5})
                .target(1, 1, -0.5, new Baseline(1, 2, 3, 4, 5))
                .build();
        float[] rows = new float[4];
        data.copyFeatures(1, 3, rows, 0);
        assertThat(rows).containsExactly(4, 5, 0, 0);
        assertThat(data.target(1, 1)).isEqualTo(-0.5f);
        assertThat(data.target(1, 0)).isNaN();
        for (int c = 0; c < Baseline.SIZE; c++) {
            assertThat(data.baseline(1, 1, c)).isEqualTo(c + 1f);
        }
        assertThat(data.countedTargets()).isEqualTo(1);
    }

    @Test
    void isNotChangedByItsBuilder() {
        SequenceData.Builder builder = SequenceData.builder(1, 1, 1);
        SequenceData data = builder.build();
        builder.target(0, 0, 7, Baseline.NONE);
        assertThat(data.target(0, 0)).isNaN();
    }

    @Test
    void warmUpTargetsDoNotCount() {
        SequenceData data = SequenceData.builder(3, 1, 1)
                .target(0, 0, 1, Baseline.NONE)
                .target(2, 0, 1, Baseline.NONE)
                .firstCounted(1)
                .build();
        assertThat(data.countedTargets()).isEqualTo(1);
        assertThat(data.target(0, 0)).isNaN();
    }

    @Test
    void refusesWhatIsNotFinite() {
        SequenceData.Builder builder = SequenceData.builder(2, 2, 1);
        assertThatThrownBy(() -> builder.features(1, new float[] {0, Float.NaN}))
                .hasMessageContaining("feature 1 of step 1 is NaN")
                .hasMessageContaining("Maybe");
        assertThatThrownBy(() -> builder.target(0, 0, Double.POSITIVE_INFINITY, Baseline.NONE))
                .hasMessageContaining("Infinity")
                .hasMessageContaining("Maybe");
        assertThatThrownBy(() -> builder.features(0, new float[1])).hasMessageContaining("1 features");
        assertThatThrownBy(() -> builder.firstCounted(3)).hasMessageContaining("3");
        assertThatThrownBy(() -> SequenceData.builder(0, 1, 1)).hasMessageContaining("0 steps");
    }
}
