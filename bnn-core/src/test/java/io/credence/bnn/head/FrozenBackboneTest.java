package io.credence.bnn.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.data.SequenceData;
import io.credence.bnn.inference.vi.Worlds;
import io.credence.bnn.network.HeadMoments;
import io.credence.bnn.network.NetworkSession;
import io.credence.bnn.network.Networks;
import io.credence.bnn.network.SequenceNetwork;
import org.junit.jupiter.api.Test;

class FrozenBackboneTest {

    private static final SequenceNetwork NETWORK = Networks.lstm(3, 2, 4);
    private static final SequenceData SERIES = Worlds.hurdle(40, 3, 2, 9);

    /** The head's moments from given features are those of the network's own session, step by step. */
    @Test
    void featuresAndHeadMakeTheSessionsMoments() {
        FrozenBackbone backbone = new FrozenBackbone(NETWORK);
        HeadRows rows = backbone.rows(SERIES);
        double[] means = backbone.headMeans();
        double[] sds = backbone.headSds();
        HeadShape shape = rows.shape();
        assertThat(shape).isEqualTo(HeadShape.of(NETWORK.spec()));
        try (NetworkSession session = NETWORK.open()) {
            byte[] state = session.initialState();
            for (int t = 0; t < SERIES.steps(); t++) {
                float[] x = new float[3];
                SERIES.copyFeatures(t, t + 1, x, 0);
                NetworkSession.Step step = session.step(new float[][] {x}, new byte[][] {state});
                state = step.states()[0];
                HeadMoments moments = step.moments();
                assertOutput(
                        shape,
                        means,
                        sds,
                        rows.features()[t],
                        1,
                        moments.logit(0, 1).mean(),
                        moments.logit(0, 1).sd());
                assertOutput(
                        shape,
                        means,
                        sds,
                        rows.features()[t],
                        4,
                        moments.logScale(0, 0).mean(),
                        moments.logScale(0, 0).sd());
                assertThat(means[shape.rawDf(1)]).isEqualTo(moments.rawDf(1).mean());
            }
        }
        assertThat(rows.targets()[7][1]).isEqualTo(SERIES.target(7, 1));
    }

    @Test
    void aPointGoesToTheNetworkAndBack() {
        HeadShape shape = HeadShape.of(NETWORK.spec());
        float[] section = new float[shape.dimension()];
        for (int i = 0; i < section.length; i++) {
            section[i] = i;
        }
        double[] point = shape.fromNetwork(section);
        assertThat(shape.toNetwork(point)).containsExactly(section);
        // the bias of the first output follows its weights; in the network it follows all weights
        assertThat(point[shape.features()]).isEqualTo(NETWORK.spec().headWeights());
    }

    @Test
    void anotherSeriesIsRefused() {
        assertThatThrownBy(() -> new FrozenBackbone(NETWORK).rows(Worlds.hurdle(40, 4, 2, 9)))
                .hasMessageContaining("4 inputs");
        assertThatThrownBy(() -> HeadShape.of(NETWORK.spec()).fromNetwork(new float[3]))
                .hasMessageContaining("3 parameters");
    }

    private static void assertOutput(
            HeadShape shape, double[] means, double[] sds, double[] x, int output, double mean, double sd) {
        double sum = 0;
        double square = 0;
        for (int j = 0; j < x.length; j++) {
            int at = output * shape.width() + j;
            sum += means[at] * x[j];
            square += sds[at] * sds[at] * x[j] * x[j];
        }
        assertThat(sum).isCloseTo(mean, within(1e-4));
        assertThat(Math.sqrt(square)).isCloseTo(sd, within(1e-4));
    }
}
