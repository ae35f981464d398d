package io.credence.bnn.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.checkpoint.Checkpoint;
import io.credence.bnn.data.SequenceData;
import io.credence.bnn.density.LogDensity;
import io.credence.bnn.inference.vi.BayesByBackprop;
import io.credence.bnn.inference.vi.StepListener;
import io.credence.bnn.inference.vi.TrainingOptions;
import io.credence.bnn.inference.vi.TrainingOptions.Device;
import io.credence.bnn.inference.vi.TrainingOptions.Schedule;
import io.credence.bnn.inference.vi.Worlds;
import io.credence.bnn.network.Architecture;
import io.credence.bnn.network.HeadGaussian;
import io.credence.bnn.network.HeadMoments;
import io.credence.bnn.network.NetworkSession;
import io.credence.bnn.network.SequenceNetwork;
import io.credence.bnn.network.WindowSession;
import io.credence.bnn.posterior.GaussianPosterior;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class HeadRefitTest {

    private static final List<SequenceData> SERIES = List.of(Worlds.hurdle(200, 3, 2, 1), Worlds.hurdle(100, 3, 2, 2));
    private static final SequenceNetwork NETWORK = BayesByBackprop.with(TrainingOptions.withDefaults()
                    .withArchitecture(new Architecture(4, 1, 0, true))
                    .withSchedule(Schedule.withDefaults().withSteps(20))
                    .withDevice(Device.CPU))
            .train(SERIES, 1, StepListener.SILENT);
    private static final HeadShape SHAPE = HeadShape.of(NETWORK.spec());
    private static final LogDensity PRIOR = SHAPE.prior(0.3, 1, 2, 1);

    /** The session's variances are the quadratic form of the posterior's covariance in the features, correlations included. */
    /** A known answer in the limit: what yesterday was sure of stays, however many rows say otherwise; what it was unsure of moves. */
    @Test
    void anUpdateMovesTheHeadAsFarAsYesterdayWasUnsure() {
        double[] before = new FrozenBackbone(NETWORK).headMeans();
        double[] unsure = moved(Math.log(0.5), before);
        double[] sure = moved(Math.log(1e-5), before);
        for (int i = 0; i < before.length; i++) {
            assertThat(sure[i]).as("parameter " + i).isCloseTo(before[i], within(1e-4));
        }
        assertThat(IntStream.range(0, before.length)
                        .mapToDouble(i -> Math.abs(unsure[i] - before[i]))
                        .max()
                        .orElseThrow())
                .isGreaterThan(0.05);
    }

    /** The means after an update of a head with these means and one spread. */
    private static double[] moved(double logSd, double[] means) {
        HeadShape shape = HeadShape.of(NETWORK.spec());
        double[] logSds = new double[means.length];
        Arrays.fill(logSds, logSd);
        int width = shape.width();
        float[] factor = new float[shape.outputs() * width * width];
        for (int i = 0; i < shape.outputs() * width; i++) {
            factor[i * width + i % width] = (float) Math.exp(logSd);
        }
        HeadGaussian head = new HeadGaussian(shape.toNetwork(means), shape.toNetwork(logSds), factor);
        return new FrozenBackbone(HeadRefit.update(NETWORK.withHead(head, new TreeMap<>()), SERIES)).headMeans();
    }

    @Test
    void variancesAreThePosteriorsOwn() {
        SequenceNetwork refitted = HeadRefit.of(NETWORK, SERIES, PRIOR, "laplace", 1);
        HeadRows rows = new FrozenBackbone(NETWORK).rows(SERIES.get(0));
        HeadRows both = HeadRows.joined(List.of(rows, new FrozenBackbone(NETWORK).rows(SERIES.get(1))));
        GaussianPosterior exact = (GaussianPosterior) HeadMethods.catalogue()
                .get("laplace")
                .fit(HeadDensity.of(both, PRIOR), Key.of(1).child(0));
        try (NetworkSession session = refitted.open()) {
            float[] input = new float[3];
            SERIES.get(0).copyFeatures(0, 1, input, 0);
            HeadMoments moments = session.step(new float[][] {input}, new byte[][] {session.initialState()})
                    .moments();
            for (int output = 0; output < 6; output++) {
                double[] x = new double[SHAPE.dimension()];
                System.arraycopy(rows.features()[0], 0, x, output * SHAPE.width(), SHAPE.width());
                double sd = Math.sqrt(dot(x, exact.covarianceTimes(x)));
                var found = output < 2
                        ? moments.logit(0, output)
                        : output < 4 ? moments.location(0, output - 2) : moments.logScale(0, output - 4);
                assertThat(found.sd()).isCloseTo(sd, within(1e-4 * sd));
                assertThat(found.mean()).isCloseTo(dot(x, exact.mean()), within(1e-4));
            }
        }
    }

    /** Stored draws have no covariance of their own: theirs is that of draws. */
    @Test
    void aPosteriorThatIsNoGaussianHasItsMoments() {
        SequenceNetwork refitted = HeadRefit.of(NETWORK, SERIES, PRIOR, "sghmc", 1);
        SequenceNetwork laplace = HeadRefit.of(NETWORK, SERIES, PRIOR, "laplace", 1);
        double ratio = sd(refitted) / sd(laplace);
        assertThat(ratio).isBetween(0.5, 2.0);
    }

    @Test
    void aCheckpointKeepsIt() {
        SequenceNetwork refitted = HeadRefit.of(NETWORK, SERIES, PRIOR, "laplace", 1);
        byte[] bytes = Checkpoint.write(refitted);
        SequenceNetwork read = Checkpoint.read(bytes);
        assertThat(read.headFactor()).isEqualTo(refitted.headFactor());
        assertThat(read.provenance()).containsEntry("head", "laplace");
        assertThat(Checkpoint.write(read)).isEqualTo(bytes);
        assertThat(sd(read)).isEqualTo(sd(refitted));
    }

    @Test
    void anUnknownMethodIsRefusedWithAllNames() {
        assertThatThrownBy(() -> HeadRefit.of(NETWORK, SERIES, PRIOR, "laplac", 1))
                .hasMessageContaining("nuts")
                .hasMessageContaining("Maybe you meant 'laplace'?");
    }

    private static double sd(SequenceNetwork network) {
        float[] window = new float[30];
        SERIES.get(0).copyFeatures(0, 10, window, 0);
        try (WindowSession session = network.openWindows()) {
            return session.moments(window, 1).logScale(0, 0).sd();
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
