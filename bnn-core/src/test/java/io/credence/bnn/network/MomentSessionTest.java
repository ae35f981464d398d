package io.credence.bnn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.credence.bnn.checkpoint.Checkpoint;
import io.credence.bnn.distribution.Gaussian;
import io.credence.bnn.engine.TensorEngine;
import io.credence.bnn.moments.Layout;
import io.credence.bnn.moments.RenewedPropagation;
import io.credence.bnn.network.moment.MomentLstm;
import java.util.Arrays;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;

/** A network all of whose weights are random, served by one pass of moments. */
class MomentSessionTest extends NetworkSessionContract {

    private static final int HIDDEN = 8;
    private static final int DRAWS = 20_000;

    @Override
    SequenceNetwork network() {
        return Networks.momentLstm(INPUTS, 2, 7);
    }

    @Test
    void aCheckpointGivesTheSameNetwork() {
        SequenceNetwork network = network();
        SequenceNetwork read = Checkpoint.read(Checkpoint.write(network));
        assertThat(read.parameters()).isEqualTo(network.parameters());
        assertThat(read.spec().backbone().name()).isEqualTo("moment-lstm");
        assertThat(read.stateBytes()).isEqualTo(4 * HIDDEN * Float.BYTES);
        assertThat(Checkpoint.write(read)).isEqualTo(Checkpoint.write(network));
    }

    /** After three steps, beside draws of all weights that are renewed at each; means to 4 standard errors and 1 %, variances to 15 %. */
    @Test
    void outputsHaveTheMomentsOfRenewedDraws() {
        SequenceNetwork network = network();
        float[][] series = Networks.rows(3, INPUTS, Networks.random(11));
        HeadMoments moments = null;
        try (NetworkSession session = network.open()) {
            byte[][] state = {session.initialState()};
            for (float[] row : series) {
                NetworkSession.Step step = session.step(new float[][] {row}, state);
                state = step.states();
                moments = step.moments();
            }
        }
        double[][] drawn = drawn(network, series);
        for (int h = 0; h < 2; h++) {
            near(moments.logit(0, h), drawn[h]);
            near(moments.location(0, h), drawn[2 + h]);
            near(moments.logScale(0, h), drawn[4 + h]);
        }
    }

    private static void near(Gaussian found, double[] drawn) {
        double mean = Arrays.stream(drawn).average().orElseThrow();
        double variance =
                Arrays.stream(drawn).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
        double tolerance = 4 * Math.sqrt(variance / DRAWS) + 0.01 * Math.abs(mean);
        assertThat(found.mean()).isCloseTo(mean, within(tolerance));
        assertThat(found.sd() * found.sd() / variance).isBetween(0.85, 1.15);
    }

    /** {@code [outputs][draws]}, by the plain LSTM on drawn weights. */
    private static double[][] drawn(SequenceNetwork network, float[][] series) {
        NetworkSpec spec = network.spec();
        MomentLstm lstm = new MomentLstm(INPUTS, HIDDEN, 1);
        Layout gates = Layout.of(lstm.layout().layers().getFirst());
        Layout head = Layout.of(new Layout.Layer("head", 6, HIDDEN + INPUTS));
        ZigguratSampler gaussian = ZigguratSampler.NormalizedGaussian.of(Networks.random(5));
        TensorEngine.enter(false);
        try (NDManager manager = NDManager.newBaseManager()) {
            RenewedPropagation through = renewed(gates, spec, network, 0, gaussian, manager);
            NDArray zero = manager.zeros(new Shape(DRAWS, 1, HIDDEN));
            MomentLstm.State<NDArray> state = new MomentLstm.State<>(zero, zero);
            for (float[] row : series) {
                state = lstm.step(through, x(row, manager), state);
            }
            NDArray features = state.output().concat(x(series[series.length - 1], manager), 2);
            float[] outputs = renewed(head, spec, network, gates.size(), gaussian, manager)
                    .linear(features, "head")
                    .toFloatArray();
            double[][] byOutput = new double[6][DRAWS];
            for (int i = 0; i < outputs.length; i++) {
                byOutput[i % 6][i / 6] = outputs[i];
            }
            return byOutput;
        }
    }

    private static NDArray x(float[] row, NDManager manager) {
        return manager.create(row).reshape(1, 1, INPUTS).broadcast(DRAWS, 1, INPUTS);
    }

    private static RenewedPropagation renewed(
            Layout layout,
            NetworkSpec spec,
            SequenceNetwork network,
            int from,
            ZigguratSampler gaussian,
            NDManager manager) {
        float[] p = network.parameters();
        NDArray means = manager.create(Arrays.copyOfRange(p, from, from + layout.size()));
        int sds = spec.randomSize() + from;
        NDArray logSds = manager.create(Arrays.copyOfRange(p, sds, sds + layout.size()));
        return new RenewedPropagation(layout, means, logSds.add(logSds).exp(), DRAWS, shape -> {
            float[] noise = new float[Math.toIntExact(shape.size())];
            for (int i = 0; i < noise.length; i++) {
                noise[i] = (float) gaussian.sample();
            }
            return manager.create(noise, shape);
        });
    }

    @Test
    void whatItCannotHaveIsRefused() {
        assertThatThrownBy(() -> NetworkSpec.ofMoments(new Architecture(8, 2, 0, true), 3, 1))
                .hasMessageContaining("LSTM layers are 2")
                .hasMessageContaining("Maybe");
        assertThatThrownBy(() -> NetworkSpec.ofMoments(new Architecture(8, 1, 4, true), 3, 1))
                .hasMessageContaining("4 dense units");
        try (WindowSession windows = network().openWindows()) {
            assertThatThrownBy(() -> windows.draws(new float[INPUTS], 1, new float[1][1]))
                    .hasMessageContaining("backbone is random");
            assertThat(windows.moments(new float[INPUTS], 1).logScale(0, 0).sd())
                    .isPositive();
        }
    }
}
