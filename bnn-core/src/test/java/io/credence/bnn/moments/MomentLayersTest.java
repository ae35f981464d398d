package io.credence.bnn.moments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.credence.bnn.engine.TensorEngine;
import io.credence.bnn.moments.Layout.Layer;
import io.credence.bnn.moments.SequencePropagation.Branch;
import io.credence.bnn.random.Key;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each layer's moments against draws of its input and its weights. */
final class MomentLayersTest {

    private static final int DRAWS = 40_000;
    private static final int STEPS = 6;
    private static final int FEATURES = 8;

    /** Of the variance over draws; drawing alone errs by 2 to 3 % in the worst of some fifty values. */
    private static final double TOLERANCE = 0.15;

    private NDManager manager;
    private MonteCarlo random;

    @BeforeEach
    void enter() {
        TensorEngine.enter(false);
        manager = NDManager.newBaseManager();
        random = new MonteCarlo(manager, Key.of(5));
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private Moments input(double sd, long... shape) {
        return new Moments(
                random.gaussian(new Shape(shape)), random.uniform(0.5 * sd * sd, 1.5 * sd * sd, new Shape(shape)));
    }

    private double worst(Moments x, UnaryOperator<Moments> moments, UnaryOperator<NDArray> values) {
        return MonteCarlo.worstVariance(moments.apply(x), MonteCarlo.moments(values.apply(random.draws(x, DRAWS))));
    }

    /** Both ways through layers with weights of this standard deviation, drawn for each draw. */
    private final class Both {

        final VariancePropagation moments;
        final DrawPropagation draws;

        Both(Layout layout, double share) {
            NDArray mean = manager.create(layout.initial(Key.of(2))).toType(DataType.FLOAT32, false);
            NDArray variance = manager.create(layout.variances(share)).toType(DataType.FLOAT32, false);
            moments = new VariancePropagation(layout, mean, variance);
            draws = new DrawPropagation(layout, random.draws(new Moments(mean, variance), DRAWS));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.5, 1})
    void linear(double sd) {
        Both both = new Both(Layout.of(new Layer("l", 5, FEATURES)), 0.5);
        double error = worst(input(sd, 3, FEATURES), x -> both.moments.linear(x, "l"), x -> both.draws.linear(x, "l"));
        assertThat(error).isLessThan(0.04);
    }

    @Test
    void linearByHand() {
        Layout layout = Layout.of(new Layer("l", 1, 2));
        VariancePropagation moments = new VariancePropagation(
                layout, manager.create(new float[] {2, -1, 3}), manager.create(new float[] {0.5f, 0.25f, 0.125f}));
        Moments out = moments.linear(
                new Moments(manager.create(new float[][] {{1, 4}}), manager.create(new float[][] {{0.5f, 2}})), "l");
        assertThat(out.mean().getFloat()).isEqualTo(1);
        assertThat(out.variance().getFloat())
                .isCloseTo(0.5f * 1.5f + 4 * 0.5f + 0.25f * 18 + 2 + 0.125f, within(1e-5f));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.5})
    void causalDilatedConvolution(double sd) {
        Both both = new Both(Layout.of(new Layer("c", 4, 2 * FEATURES)), 0.3);
        double error = worst(
                input(sd, 2, STEPS, FEATURES),
                x -> both.moments.convolution(x, "c", 2, 2),
                x -> both.draws.convolution(x, "c", 2, 2));
        assertThat(error).isLessThan(0.04);
    }

    @Test
    void aConvolutionSeesNoFuture() {
        Both both = new Both(Layout.of(new Layer("c", 4, 3 * FEATURES)), 0.3);
        Moments x = input(0.3, 1, STEPS, FEATURES);
        NDArray late = x.mean().duplicate();
        late.set(new NDIndex(":, 4:"), 100);
        Moments before = both.moments.convolution(x, "c", 3, 1);
        Moments after = both.moments.convolution(new Moments(late, x.variance()), "c", 3, 1);
        for (int step = 0; step < 4; step++) {
            assertThat(both.moments.at(before, step).variance())
                    .isEqualTo(both.moments.at(after, step).variance());
        }
        assertThat(both.moments.at(before, 4).mean())
                .isNotEqualTo(both.moments.at(after, 4).mean());
    }

    /** Exact where the means stand apart. */
    @Test
    void maximumTakesTheVarianceOfTheLargestMean() {
        Moments x = input(0.1, 2, STEPS, FEATURES);
        NDArray ladder = manager.arange(0f, STEPS).mul(3).reshape(1, STEPS, 1);
        Moments apart = new Moments(x.mean().mul(0.3).add(ladder), x.variance());
        assertThat(worst(apart, m -> MomentPooling.maximum(m, 2), v -> MomentPooling.values(v, 2)))
                .isLessThan(0.04);
    }

    /** Two equal means: the variance of the maximum is 1 - 1/pi of either's, and the moment form keeps all of it. */
    @Test
    void maximumOverstatesTheVarianceOfEquals() {
        Moments equal = new Moments(manager.zeros(new Shape(1, 2, 1)), manager.ones(new Shape(1, 2, 1)));
        double drawn = MonteCarlo.moments(MomentPooling.values(random.draws(equal, DRAWS), 2))
                .variance()
                .getFloat();
        assertThat(drawn).isCloseTo(1 - 1 / Math.PI, within(0.02));
        assertThat(MomentPooling.maximum(equal, 2).variance().getFloat()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.03, 0.1, 0.25})
    void layerNorm(double sd) {
        assertThat(worst(input(sd, 3, FEATURES), MomentNorm::layer, MomentNorm::values))
                .isLessThan(TOLERANCE);
    }

    @Test
    void batchNorm() {
        Moments running = new Moments(random.gaussian(new Shape(4)), random.uniform(0.5, 2, new Shape(4)));
        NDArray gain = random.uniform(0.5, 2, new Shape(4));
        UnaryOperator<NDArray> values = v -> v.sub(running.mean())
                .div(running.variance().add(MomentNorm.EPSILON).sqrt())
                .mul(gain);
        assertThat(worst(input(0.7, 3, 4), x -> MomentNorm.batch(x, running, gain, gain.zerosLike()), values))
                .isLessThan(0.04);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.03, 0.1, 0.2})
    void softmax(double sd) {
        assertThat(worst(input(sd, 3, 5), MomentAttention::softmax, v -> v.softmax(2)))
                .isLessThan(TOLERANCE);
    }

    /** Of single values to a score's standard deviation of 0.3; at 0.6 the worst errs by 31 %, all together by 4 %. */
    @ParameterizedTest
    @CsvSource({"0.05, 0.15", "0.2, 0.15", "0.4, 0.4"})
    void attention(double sd, double bound) {
        Moments query = input(sd, 2, STEPS, FEATURES);
        Moments key = input(sd, 2, STEPS, FEATURES);
        Moments value = input(sd, 2, STEPS, FEATURES);
        Both both = new Both(Layout.of(new Layer("unused", 1, 1)), 0.1);
        Moments found = both.moments.attention(query, key, value, 2);
        NDArray drawn = both.draws.attention(
                random.draws(query, 20_000), random.draws(key, 20_000), random.draws(value, 20_000), 2);
        assertThat(MonteCarlo.worstVariance(found, MonteCarlo.moments(drawn))).isLessThan(bound);
        assertThat(MonteCarlo.totalVariance(found, MonteCarlo.moments(drawn))).isLessThan(0.06);
    }

    /** Without the cross term the variance would be a sum of two; here the branch works against what it is added to. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.4})
    void residualWithTheCrossTerm(double sd) {
        Layout layout = Layout.of(new Layer("a", 16, FEATURES), new Layer("b", FEATURES, 16));
        NDArray mean = manager.create(layout.initial(Key.of(2))).toType(DataType.FLOAT32, false);
        Moments opposed = against(mean, layout);
        VariancePropagation moments = new VariancePropagation(layout, opposed.mean(), opposed.variance());
        DrawPropagation draws = new DrawPropagation(layout, random.draws(opposed, DRAWS));
        Branch branch = Branch.dense("a", Activation.RELU, "b");
        Moments x = input(sd, 3, FEATURES);
        Moments truth = MonteCarlo.moments(draws.residual(random.draws(x, DRAWS), branch));
        Moments found = moments.residual(x, branch);
        assertThat(MonteCarlo.totalVariance(found, truth)).isLessThan(TOLERANCE);
        Moments apart = x.plus(moments.through(x, branch));
        assertThat(MonteCarlo.totalVariance(apart, truth)).isGreaterThan(TOLERANCE);
    }

    /** The second layer's weights are set off by minus 0.4 times the first's, turned round. */
    private Moments against(NDArray mean, Layout layout) {
        float[] flat = mean.toFloatArray();
        int second = 16 * (FEATURES + 1);
        for (int c = 0; c < FEATURES; c++) {
            for (int k = 0; k < 16; k++) {
                flat[second + c * 16 + k] -= 0.4f * flat[k * FEATURES + c];
            }
        }
        NDArray variance = manager.create(layout.variances(0.01));
        return new Moments(manager.create(flat), variance.toType(DataType.FLOAT32, false));
    }

    @Test
    void blendKnowsThatTheGateSharesOut() {
        Both both = new Both(Layout.of(new Layer("unused", 1, 1)), 0.1);
        Moments a = input(0.5, FEATURES);
        Moments b = input(0.5, FEATURES);
        Moments gate = new Moments(
                random.uniform(0.2, 0.8, new Shape(FEATURES)), random.uniform(0, 0.05, new Shape(FEATURES)));
        NDArray drawn = both.draws.blend(random.draws(gate, DRAWS), random.draws(a, DRAWS), random.draws(b, DRAWS));
        assertThat(MonteCarlo.worstVariance(both.moments.blend(gate, a, b), MonteCarlo.moments(drawn)))
                .isLessThan(0.05);
    }

    /** A layer's own variance does not depend on its width. */
    @Test
    void startingVarianceIsControlledByFanIn() {
        for (int width : List.of(4, 64, 1024)) {
            Layout layout = Layout.of(new Layer("l", 3, width));
            NDArray variance = manager.create(layout.variances(0.2));
            VariancePropagation moments = new VariancePropagation(layout, variance.zerosLike(), variance);
            NDArray ones = manager.ones(new Shape(1, width), DataType.FLOAT64);
            double added = moments.linear(moments.certain(ones), "l").variance().getDouble(0, 0);
            assertThat(added).isCloseTo(0.2 * (1 + 1.0 / width), within(1e-12));
        }
    }

    @Test
    void refusesWhatIsNoVariance() {
        Moments negative = new Moments(manager.ones(new Shape(2)), manager.create(new float[] {1, -0.5f}));
        assertThatThrownBy(() -> negative.checked("layer 3"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("variance of layer 3 lies between -0.5 and 1.0");
        Moments overflown = Moments.certain(manager.create(new float[] {1, 2}))
                .plus(new Moments(
                        manager.zeros(new Shape(2)), manager.create(new float[] {Float.POSITIVE_INFINITY, 1})));
        assertThatThrownBy(() -> overflown.checked("head")).hasMessageContaining("Infinity");
    }

    @Test
    void refusesNamesAndShapesThatDoNotFit() {
        Both both = new Both(Layout.of(new Layer("l", 1, 2)), 0.1);
        assertThatThrownBy(() -> both.moments.linear(input(1, 1, 2), "m"))
                .hasMessageContaining("there is no layer 'm', only [l]");
        assertThatThrownBy(() -> Layout.of(new Layer("l", 1, 2), new Layer("l", 2, 1)))
                .hasMessageContaining("[l, l]");
        assertThatThrownBy(() -> Layout.of(new Layer("l", 1, 2)).variances(0)).hasMessageContaining("share is 0");
        assertThatThrownBy(() -> MomentPooling.maximum(input(1, 1, 3, 2), 4))
                .hasMessageContaining("takes 4 of 3 steps");
        assertThatThrownBy(() -> new Moments(manager.ones(new Shape(2)), manager.ones(new Shape(3))))
                .hasMessageContaining("(2) but variance (3)");
    }
}
