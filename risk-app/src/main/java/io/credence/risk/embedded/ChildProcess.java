package io.credence.risk.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A child whose standard input is the pipe that ends with this process; what it writes goes to a file. */
public final class ChildProcess implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(25);
    private static final int POLL_MILLIS = 20;
    private static final int TAIL_LINES = 5;
    private static final int TAIL_BYTES = 4096;

    private final String name;
    private final Process process;
    private final Path log;

    private ChildProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a child.
     *
     * @param name for messages
     * @param environment added to this process's own
     * @param log where standard output and error are appended
     */
    public static ChildProcess start(String name, JavaCommand command, Map<String, String> environment, Path log) {
        return start(name, command, environment, log, ProcessBuilder.Redirect.appendTo(log.toFile()));
    }

    /** As {@link #start}, with standard error shared with this process, for a child that shows its progress there. */
    public static ChildProcess startAloud(String name, JavaCommand command, Map<String, String> environment, Path log) {
        return start(name, command, environment, log, ProcessBuilder.Redirect.INHERIT);
    }

    private static ChildProcess start(
            String name,
            JavaCommand command,
            Map<String, String> environment,
            Path log,
            ProcessBuilder.Redirect errors) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            ProcessBuilder builder = new ProcessBuilder(command.words())
                    .redirectError(errors)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            return new ChildProcess(name, builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be started: " + e.getMessage(), e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    public Path log() {
        return log;
    }

    /**
     * Waits until a condition holds.
     *
     * @throws ChildFailedException when the child ends first or the time runs out, with the end of its log
     */
    public void awaitReady(BooleanSupplier ready, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!ready.getAsBoolean()) {
            if (!pauseWhileAlive()) {
                throw failed("ended with code " + process.exitValue());
            }
            if (System.nanoTime() - deadline > 0) {
                throw failed("was not ready within " + patience.toSeconds() + " s");
            }
        }
    }

    /**
     * Waits until a condition holds or the child has ended.
     *
     * @throws ChildFailedException when the time runs out
     */
    public void awaitReadyOrEnd(BooleanSupplier ready, Duration patience) {
        awaitReady(() -> !isAlive() || ready.getAsBoolean(), patience);
    }

    /** Waits for the end. @return the exit code */
    public int await() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChildFailedException(name + ": interrupted while waiting for its end", e);
        }
    }

    private boolean pauseWhileAlive() {
        try {
            return !process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChildFailedException(name + ": interrupted while waiting for it", e);
        }
    }

    /** The failure of this child: what happened, where its log is and the log's last lines. */
    public ChildFailedException failed(String what) {
        return new ChildFailedException(name + " " + what + "; its log is " + log + ", which ends:\n" + tail());
    }

    private String tail() {
        try (var channel = Files.newByteChannel(log)) {
            channel.position(Math.max(0, channel.size() - TAIL_BYTES));
            byte[] bytes = Channels.newInputStream(channel).readAllBytes();
            List<String> lines =
                    new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(unreadable: " + e.getMessage() + ")";
        }
    }

    /** SIGKILL, and returns when the process is gone. */
    public void kill() {
        process.destroyForcibly();
        await();
    }

    /** Closes the pipe and waits for the child to stop by itself; kills it and its children when it does not. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                killTree();
            }
        } catch (IOException e) {
            killTree();
        } catch (InterruptedException e) {
            killTree();
            Thread.currentThread().interrupt();
        }
    }

    private void killTree() {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
