package io.credence.risk.scheduling;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** A trainer while it runs. It ends when its standard input does: with this process, however that ends. */
final class TrainerProcess implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TrainerProcess.class);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Process process;
    private final Thread errors;

    private TrainerProcess(Process process) {
        this.process = process;
        this.errors = Thread.ofPlatform().daemon().name("trainer-log").start(() -> log(process.errorReader()));
    }

    /** @throws UncheckedIOException when there can be no such process */
    static TrainerProcess start(TrainerCommand command) {
        ProcessBuilder builder = new ProcessBuilder(command.words());
        builder.environment().putAll(command.environment());
        try {
            TrainerProcess trainer = new TrainerProcess(builder.start());
            LOG.infof("trainer %d started", trainer.pid());
            return trainer;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the trainer could not be started: " + e.getMessage()
                            + ". Maybe set CREDENCE_RETRAIN_ENABLED=false and run ./credence retrain elsewhere.",
                    e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Waits for its end. @return the exit code: 0 when a run was done, or none waited */
    int await() throws InterruptedException {
        log(process.inputReader());
        errors.join();
        return process.waitFor();
    }

    private static void log(BufferedReader lines) {
        try (lines) {
            lines.lines().forEach(line -> LOG.infof("trainer: %s", line));
        } catch (IOException | UncheckedIOException e) {
            LOG.debugf(e, "the trainer's pipe closed");
        }
    }

    /** Ends it: the lease on its run runs out, and a later trainer goes on with it. */
    @Override
    public void close() {
        if (!process.isAlive()) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
