package io.credence.bnn.inference.distributed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credence.bnn.data.RegressionData;
import io.credence.bnn.density.LastLayer;
import io.credence.bnn.density.Targets;
import io.credence.bnn.inference.continual.VariationalNewton;
import io.credence.bnn.inference.distributed.Coordinator.Connection;
import io.credence.bnn.inference.distributed.Coordinator.Result;
import io.credence.bnn.likelihood.ProbitRows;
import io.credence.bnn.linalg.Matrices;
import io.credence.bnn.posterior.FullGaussian;
import io.credence.bnn.random.Key;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rows of a probit regression, whose posterior is not Gaussian: 200 of them, in parts. */
final class CoordinatorTest {

    private static final int ROWS = 200;
    private static final int DIMENSION = 3;
    private static final int ROUNDS = 60;

    @Test
    void trainersOfUnequalPartsHaveThePosteriorOfOne() throws IOException, InterruptedException {
        Result one = train(0, ROWS);
        Result two = train(0, 70, ROWS);
        Result three = train(0, 20, 130, ROWS);
        assertThat(two.posterior().kl(one.posterior())).isBetween(-1e-10, 1e-10);
        assertThat(three.posterior().kl(one.posterior())).isBetween(-1e-10, 1e-10);
        VariationalNewton newton = VariationalNewton.of(layer(0, ROWS));
        FullGaussian best = newton.posterior(newton.run(Key.of(1), 50));
        assertThat(two.posterior().kl(best)).isLessThan(1e-6);
    }

    /** A greeting of two whole numbers and the rows of all; then 3 + 6 doubles each way and a byte, in each round. */
    @Test
    void countsBytes() throws IOException {
        assertThat(train(0, 70, ROWS).bytes()).isEqualTo(2 * (16 + ROUNDS * (1 + 2 * 9 * 8L)));
    }

    @Test
    void aTrainerInAnotherProcessIsAsGood() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CoordinatorTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Connection far = new Connection(process.getInputStream(), process.getOutputStream());
        FullGaussian both;
        try (LocalTrainers near = new LocalTrainers();
                Coordinator coordinator = Coordinator.of(List.of(near.start(layer(0, 70)), far))) {
            both = coordinator.run(start(), ROUNDS, 0.5).posterior();
        }
        assertThat(process.waitFor()).isZero();
        assertThat(both.kl(train(0, 70, ROWS).posterior())).isBetween(-1e-10, 1e-10);
    }

    /** The other process: the rows from 70 on. Its standard streams are the pipes to its parent, the coordinator. */
    public static void main(String[] args) throws IOException {
        RemoteTrainer.of(layer(70, ROWS)).serve(System.in, System.out);
    }

    @Test
    void nonsenseIsRefused() throws IOException {
        assertThatThrownBy(() -> Coordinator.of(List.of())).hasMessageContaining("at least one");
        try (LocalTrainers trainers = new LocalTrainers();
                Coordinator coordinator = Coordinator.of(List.of(trainers.start(layer(0, 70))))) {
            assertThatThrownBy(() -> coordinator.run(start(), 0, 0.5)).hasMessageContaining("rounds are 0");
            assertThatThrownBy(() -> coordinator.run(start(), 1, 1.5)).hasMessageContaining("share is 1.5");
        }
    }

    @Test
    void trainersOfDifferentNetworksAreRefused() throws IOException {
        try (LocalTrainers trainers = new LocalTrainers()) {
            Connection first = trainers.start(layer(0, 70));
            Connection other = trainers.start(LastLayer.of(
                    new RegressionData(Targets.normals(9, 2, Key.of(1)), new double[9]), new ProbitRows(), 1));
            assertThatThrownBy(() -> Coordinator.of(List.of(first, other)))
                    .hasMessageContaining("trainer 1 has 2 parameters, the first 3");
        }
    }

    private static Result train(int... cuts) throws IOException {
        try (LocalTrainers trainers = new LocalTrainers()) {
            List<Connection> connections = new ArrayList<>();
            for (int i = 1; i < cuts.length; i++) {
                connections.add(trainers.start(layer(cuts[i - 1], cuts[i])));
            }
            try (Coordinator coordinator = Coordinator.of(connections)) {
                return coordinator.run(start(), ROUNDS, 0.5);
            }
        }
    }

    private static FullGaussian start() {
        return FullGaussian.of(new double[DIMENSION], Matrices.identity(DIMENSION));
    }

    private static LastLayer layer(int from, int to) {
        double[][] x = Targets.normals(ROWS, DIMENSION, Key.of(3));
        double[] y = Targets.normals(1, ROWS, Key.of(4))[0];
        for (int n = 0; n < ROWS; n++) {
            y[n] = Math.signum(x[n][0] - 0.5 * x[n][1] + y[n]);
        }
        RegressionData all = new RegressionData(x, y);
        return LastLayer.of(all.rows(IntStream.range(from, to).toArray()), new ProbitRows(), 1);
    }
}
