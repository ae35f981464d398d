package io.credence.bnn.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.density.DataDensity;
import io.credence.bnn.density.Targets;
import io.credence.bnn.posterior.Posterior;
import io.credence.bnn.random.Key;
import io.credence.bnn.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every inference algorithm must do. A test of one extends this and gives the algorithm. */
public abstract class InferenceContract<S extends State> {

    private static final Key KEY = Key.of(20);
    private static final int DRAWS = 20_000;

    /** The algorithm, with options that make a step quick. Options must not make {@link #steps()} steps too few for a posterior. */
    protected abstract InferenceAlgorithm<S> on(DataDensity target);

    /** A small regression; an algorithm for models of another kind gives one of those, and may then ignore the argument of {@link #on}. */
    protected DataDensity target() {
        return Targets.conjugate(40, 3, 11);
    }

    /** At least 2, even. */
    protected int steps() {
        return 40;
    }

    @Test
    final void sameKeySamePosterior() {
        S first = on(target()).run(KEY, steps());
        S second = on(target()).run(KEY, steps());
        assertSameBits(first.save(), second.save());
        assertThat(drawsOf(first, 7, Key.of(1))).isDeepEqualTo(drawsOf(second, 7, Key.of(1)));
    }

    @Test
    final void anotherKeyAnotherState() {
        Tensors first = on(target()).run(KEY, steps()).save();
        Tensors second = on(target()).run(Key.of(21), steps()).save();
        assertThat(bits(first)).isNotEqualTo(bits(second));
    }

    @Test
    final void stateSavedInTheMiddleGoesOnIdentically() {
        InferenceAlgorithm<S> algorithm = on(target());
        S middle = algorithm.run(KEY, steps() / 2);
        S restored = on(target()).restore(middle.save());
        assertThat(restored.step()).isEqualTo(middle.step());
        assertSameBits(middle.save(), restored.save());
        S throughout = goOn(algorithm, middle, steps() / 2);
        S afterwards = goOn(on(target()), restored, steps() / 2);
        assertSameBits(throughout.save(), afterwards.save());
        assertThat(drawsOf(afterwards, 7, Key.of(1))).isDeepEqualTo(drawsOf(throughout, 7, Key.of(1)));
    }

    @Test
    final void stepLeavesTheGivenStateAlone() {
        InferenceAlgorithm<S> algorithm = on(target());
        S given = algorithm.run(KEY, 2);
        Tensors before = given.save();
        Step<S> once = algorithm.step(given);
        Step<S> again = algorithm.step(given);
        assertSameBits(before, given.save());
        assertSameBits(once.state().save(), again.state().save());
        assertThat(bits(once.info())).isEqualTo(bits(again.info()));
    }

    @Test
    final void stepsAreCounted() {
        InferenceAlgorithm<S> algorithm = on(target());
        S state = algorithm.init(KEY);
        assertThat(state.step()).isZero();
        for (int i = 1; i <= 3; i++) {
            Step<S> step = algorithm.step(state);
            state = step.state();
            assertThat(state.step()).isEqualTo(i);
            assertThat(step.info().step()).isEqualTo(i);
            assertThat(step.info().gradients()).isNotNegative();
            assertThat(step.info().objective()).isFinite();
        }
    }

    @Test
    final void shapesAreTheTargets() {
        Posterior posterior = posterior();
        int dimension = target().dimension();
        assertThat(posterior.dimension()).isEqualTo(dimension);
        assertThat(posterior.mean()).hasSize(dimension);
        assertThat(posterior.variance()).hasSize(dimension);
        assertThat(Arrays.stream(posterior.variance())).allMatch(v -> v >= 0 && Double.isFinite(v));
        assertThat(posterior.draw(5, KEY)).hasDimensions(5, dimension);
    }

    @Test
    final void drawsComeFromTheKeyAlone() {
        Posterior posterior = posterior();
        assertThat(posterior.draw(5, KEY)).isDeepEqualTo(posterior.draw(5, KEY));
        assertThat(Arrays.deepEquals(posterior.draw(5, KEY), posterior.draw(5, Key.of(99))))
                .isFalse();
    }

    @Test
    final void noDrawsAreRefused() {
        Posterior posterior = posterior();
        assertThatThrownBy(() -> posterior.draw(0, KEY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("draws");
    }

    /** Within five standard errors of both the draws' mean and their variance; twice that allows for moments that are themselves drawn. */
    @Test
    final void drawsHaveThePosteriorsMoments() {
        Posterior posterior = posterior();
        double[][] draws = posterior.draw(DRAWS, Key.of(5));
        for (int j = 0; j < posterior.dimension(); j++) {
            int column = j;
            double[] x = Arrays.stream(draws).mapToDouble(draw -> draw[column]).toArray();
            double mean = Arrays.stream(x).average().orElseThrow();
            double[] squares =
                    Arrays.stream(x).map(v -> (v - mean) * (v - mean)).toArray();
            double variance = Arrays.stream(squares).average().orElseThrow();
            double fourth = Arrays.stream(squares).map(v -> v * v).average().orElseThrow();
            double meanError = Math.sqrt(variance / DRAWS);
            double varianceError = Math.sqrt(Math.max(0, fourth - variance * variance) / DRAWS);
            assertThat(posterior.mean()[j]).isCloseTo(mean, within(10 * meanError + 1e-12));
            assertThat(posterior.variance()[j]).isCloseTo(variance, within(10 * varianceError + 1e-12));
        }
    }

    @Test
    protected void targetWithoutADensityIsRefused() {
        assertThatThrownBy(() -> on(Targets.nowhere(3)).init(KEY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN");
    }

    @Test
    final void strangeStateIsRefused() {
        assertThatThrownBy(() -> on(target()).restore(Tensors.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("state");
    }

    protected final Posterior posterior() {
        InferenceAlgorithm<S> algorithm = on(target());
        return algorithm.posterior(algorithm.run(KEY, steps()));
    }

    private double[][] drawsOf(S state, int draws, Key key) {
        return on(target()).posterior(state).draw(draws, key);
    }

    private static <S extends State> S goOn(InferenceAlgorithm<S> algorithm, S from, int steps) {
        S state = from;
        for (int i = 0; i < steps; i++) {
            state = algorithm.step(state).state();
        }
        return state;
    }

    private static void assertSameBits(Tensors first, Tensors second) {
        assertThat(bits(first)).isEqualTo(bits(second));
    }

    private static List<Object> bits(Tensors tensors) {
        List<Object> bits = new ArrayList<>();
        for (Map.Entry<String, double[]> entry : tensors.values().entrySet()) {
            bits.add(entry.getKey());
            Arrays.stream(entry.getValue())
                    .mapToObj(Double::doubleToRawLongBits)
                    .forEach(bits::add);
        }
        return bits;
    }

    /** NaN figures count as equal to themselves. */
    private static List<Object> bits(Info info) {
        return List.of(info.step(), Double.doubleToRawLongBits(info.objective()), info.gradients(), info.figures());
    }
}
