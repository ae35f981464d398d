package io.credence.bnn.inference.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.credence.bnn.inference.ensemble.DeepEnsemble;
import io.credence.bnn.network.FeedForward;
import io.credence.bnn.network.FeedForward.Head;
import io.credence.bnn.network.FeedForwardPrior;
import io.credence.bnn.random.Key;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/**
 * Native memory is given back: the resident size does not grow over ten thousand steps. Measured in a JVM of its own, whose heap is
 * resident from the start and whose optimising compiler, which takes some megabytes once, is off: what moves is ours.
 */
final class FlatMemoryTest {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int WARM_UP = 3_000;
    private static final int STEPS = 10_000;
    private static final int STEPS_PER_SWEEP = 100;
    private static final double ALLOWED = 0.02;

    @Test
    void tenThousandStepsLeaveNothingBehind() throws IOException, InterruptedException {
        assumeTrue(Files.isReadable(STATUS), "no /proc/self/status here, so the resident size cannot be read");
        String[] figures = child().strip().split(" ");
        double before = Double.parseDouble(figures[0]);
        double after = Double.parseDouble(figures[1]);
        assertThat(after / before - 1)
                .as("drift from %s to %s kB", before, after)
                .isLessThan(ALLOWED);
    }

    private static String child() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xms96m",
                        "-Xmx96m",
                        "-XX:+AlwaysPreTouch",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:MaxDirectMemorySize=32m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FlatMemoryTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return out;
    }

    /**
     * The child: trains, and prints the resident kilobytes after the warm-up and after the steps that count. Its standard output is
     * the pipe that its parent, the test, reads.
     */
    public static void main(String[] args) throws IOException {
        FeedForward network = new FeedForward(1, 10, Head.HOMOSCEDASTIC);
        MemberAlgorithm algorithm = DeepEnsemble.of(
                network,
                Waves.of(16 * STEPS_PER_SWEEP, Key.of(1)),
                new Training(WARM_UP + STEPS, 16, 0.01),
                Collections.nCopies(2, FeedForwardPrior.withDefaults()));
        MemberState state = steps(algorithm, algorithm.init(Key.of(2)), WARM_UP);
        long before = residentKilobytes();
        steps(algorithm, state, STEPS);
        System.out.println(before + " " + residentKilobytes());
    }

    private static MemberState steps(MemberAlgorithm algorithm, MemberState from, int steps) {
        MemberState state = from;
        for (int sweep = 0; sweep < steps / STEPS_PER_SWEEP; sweep++) {
            state = algorithm.step(state).state();
        }
        return state;
    }

    private static long residentKilobytes() throws IOException {
        System.gc();
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
