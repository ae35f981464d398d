package io.credence.risk.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credence.risk.embedded.PipedChild;
import java.io.BufferedReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TrainerProcessTest {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private static List<String> java(String... arguments) {
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(JAVA, "-cp", System.getProperty("java.class.path")),
                        java.util.Arrays.stream(arguments))
                .toList();
    }

    private static TrainerCommand endless() {
        return new TrainerCommand(java(PipedChild.class.getName(), Endless.class.getName()), Map.of());
    }

    @Test
    void endsWithItsParentHoweverThatEnds() throws Exception {
        Process parent = new ProcessBuilder(java(Parent.class.getName()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        ProcessHandle child;
        try (BufferedReader out = parent.inputReader()) {
            child = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
            assertThat(child.isAlive()).isTrue();
        } finally {
            parent.destroyForcibly();
        }

        child.onExit().get(30, TimeUnit.SECONDS);
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void closingEndsIt() throws Exception {
        TrainerProcess trainer = TrainerProcess.start(endless());
        ProcessHandle child = ProcessHandle.of(trainer.pid()).orElseThrow();

        trainer.close();

        child.onExit().get(30, TimeUnit.SECONDS);
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void givesTheExitCode() throws Exception {
        TrainerCommand command = new TrainerCommand(java("-version"), Map.of());
        try (TrainerProcess trainer = TrainerProcess.start(command)) {
            assertThat(trainer.await()).isZero();
        }
        try (TrainerProcess trainer = TrainerProcess.start(new TrainerCommand(java("no.such.Main"), Map.of()))) {
            assertThat(trainer.await()).isEqualTo(1);
        }
    }

    @Test
    void saysWhatToDoWhereThereIsNoSuchProgram() {
        TrainerCommand command = new TrainerCommand(List.of("/no/such/java"), Map.of());

        assertThatThrownBy(() -> TrainerProcess.start(command))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("/no/such/java")
                .hasMessageContaining("CREDENCE_RETRAIN_ENABLED=false");
    }

    /** Starts a trainer, prints its process id, and waits to be killed. */
    static final class Parent {

        public static void main(String[] args) throws InterruptedException {
            System.out.println(TrainerProcess.start(endless()).pid());
            new CountDownLatch(1).await();
        }
    }

    /** Never ends by itself. */
    public static final class Endless {

        public static void main(String[] args) throws InterruptedException {
            new CountDownLatch(1).await();
        }
    }
}
