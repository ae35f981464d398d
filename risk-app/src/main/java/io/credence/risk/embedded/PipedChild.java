package io.credence.risk.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Arrays;

/**
 * Runs another main class and exits when standard input ends, which it does when the supervisor is gone:
 * {@code PipedChild MAIN_CLASS ARGUMENT...}.
 */
public final class PipedChild {

    /** Shutdown hooks that take longer are cut short. */
    private static final Duration GRACE = Duration.ofSeconds(20);

    private PipedChild() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        if (args.length == 0) {
            throw new IllegalArgumentException("no main class given. Maybe use: PipedChild MAIN_CLASS ARGUMENT...");
        }
        exitWhenInputEnds(System.in);
        runMain(args[0], Arrays.copyOfRange(args, 1, args.length));
    }

    private static void runMain(String mainClass, String[] args) throws ReflectiveOperationException {
        try {
            Class.forName(mainClass).getMethod("main", String[].class).invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(mainClass + " failed: " + e.getCause(), e.getCause());
        }
    }

    /** Starts watching; returns at once. */
    public static void exitWhenInputEnds(InputStream input) {
        Thread.ofPlatform().daemon().name("supervisor-pipe").start(() -> {
            drain(input);
            haltLater();
            System.exit(0);
        });
    }

    private static void drain(InputStream input) {
        try {
            input.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            System.err.println("the supervisor's pipe broke, taken as its end: " + e.getMessage());
        }
    }

    private static void haltLater() {
        Thread.ofPlatform().daemon().name("supervisor-halt").start(() -> {
            try {
                Thread.sleep(GRACE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(1);
        });
    }
}
