package io.credence.bnn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Objects;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

final class WindowSessionTest {

    private static final int INPUTS = 4;
    private static final int TIME = 7;
    private static final int ROWS = 5;

    private final SequenceNetwork network = Networks.lstm(INPUTS, 2, 3);
    private final float[] windows = windows();

    /** What a window gives at once, steps give one after the other. */
    @Test
    void aWindowIsItsSteps() {
        try (WindowSession session = network.openWindows();
                NetworkSession steps = network.open()) {
            HeadMoments whole = session.moments(windows, ROWS);
            float[] means = session.means(windows, ROWS);
            for (int row = 0; row < ROWS; row++) {
                HeadMoments last = moments(steps, row);
                for (int h = 0; h < 2; h++) {
                    assertThat(whole.logScale(row, h).mean())
                            .isCloseTo(last.logScale(0, h).mean(), within(1e-5));
                    assertThat(whole.logScale(row, h).sd())
                            .isCloseTo(last.logScale(0, h).sd(), within(1e-5));
                    assertThat(whole.rawDf(h)).isEqualTo(last.rawDf(h));
                    assertThat((double) means[row * 6 + h])
                            .isCloseTo(last.logit(0, h).mean(), within(1e-5));
                }
            }
        }
    }

    /** A draw of the means gives the means; drawing it twice gives the outputs twice. */
    @Test
    void drawsAreOneProduct() {
        NetworkSpec spec = network.spec();
        float[] mean = Arrays.copyOfRange(
                network.parameters(), spec.deterministicSize(), spec.deterministicSize() + spec.randomSize());
        float[] doubled = mean.clone();
        for (int i = 0; i < doubled.length; i++) {
            doubled[i] *= 2;
        }
        try (WindowSession session = network.openWindows()) {
            float[] means = session.means(windows, ROWS);
            float[] drawn = session.draws(windows, ROWS, new float[][] {mean, doubled});
            assertThat(drawn).hasSize(2 * means.length);
            for (int i = 0; i < means.length; i++) {
                assertThat(drawn[i]).isCloseTo(means[i], within(1e-5f));
                assertThat(drawn[means.length + i]).isCloseTo(2 * means[i], within(1e-5f));
            }
        }
    }

    @Test
    void nonsenseIsRefused() {
        try (WindowSession session = network.openWindows()) {
            assertThatThrownBy(() -> session.means(windows, 3)).hasMessageContaining("in 3 rows");
            assertThatThrownBy(() -> session.draws(windows, ROWS, new float[0][]))
                    .hasMessageContaining("draws are 0");
            assertThatThrownBy(() -> session.draws(windows, ROWS, new float[1][3]))
                    .hasMessageContaining("draw 0 has 3 parameters");
            float[] broken = windows.clone();
            broken[9] = Float.NaN;
            assertThatThrownBy(() -> session.moments(broken, ROWS)).hasMessageContaining("input 1 of step 2");
        }
    }

    private HeadMoments moments(NetworkSession session, int row) {
        byte[][] states = {session.initialState()};
        NetworkSession.Step step = null;
        for (int t = 0; t < TIME; t++) {
            int at = (row * TIME + t) * INPUTS;
            step = session.step(new float[][] {Arrays.copyOfRange(windows, at, at + INPUTS)}, states);
            states = step.states();
        }
        return Objects.requireNonNull(step).moments();
    }

    private static float[] windows() {
        UniformRandomProvider random = Networks.random(3);
        float[] windows = new float[ROWS * TIME * INPUTS];
        for (int i = 0; i < windows.length; i++) {
            windows[i] = random.nextFloat() - 0.5f;
        }
        return windows;
    }
}
