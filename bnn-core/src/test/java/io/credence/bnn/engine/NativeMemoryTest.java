package io.credence.bnn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.credence.bnn.network.FeedForward;
import io.credence.bnn.network.FeedForward.Head;
import io.credence.bnn.predictive.FeedForwardPredictions;
import io.credence.bnn.predictive.GaussianMixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class NativeMemoryTest {

    private static final Path OVERCOMMIT = Path.of("/proc/sys/vm/overcommit_memory");
    private static final FeedForward NETWORK = new FeedForward(1, 1, Head.HOMOSCEDASTIC);

    /** Two hundred thousand draws of two hundred thousand rows are 300 gigabytes. */
    @Test
    void aPredictionThatIsTooLargeIsRefusedAndTheNextOneWorks() throws IOException {
        assumeFalse(
                !Files.isReadable(OVERCOMMIT)
                        || Files.readString(OVERCOMMIT).strip().equals("1"),
                "this machine promises memory that it does not have");
        double[][] draws = rows(200_000, NETWORK.size());
        double[][] inputs = rows(200_000, 1);
        long before = residentKilobytes();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> FeedForwardPredictions.of(NETWORK, draws, inputs))
                    .isInstanceOf(OutOfNativeMemoryException.class)
                    .hasMessageContaining("a prediction of 200000 rows under 200000 draws")
                    .hasMessageContaining("Maybe use smaller batches");
        }
        GaussianMixtures next = FeedForwardPredictions.of(NETWORK, rows(2, NETWORK.size()), rows(3, 1));
        assertThat(next.mean(2)).isFinite();
        assertThat(residentKilobytes()).isLessThan(before + 300_000);
    }

    private static double[][] rows(int rows, int columns) {
        double[][] values = new double[rows][columns];
        for (double[] row : values) {
            Arrays.fill(row, 0.1);
        }
        return values;
    }

    private static long residentKilobytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
