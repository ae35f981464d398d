package io.credence.risk.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What is to be closed at the end, the latest first; safe when the end comes from a signal in the middle of the start. */
final class Closers implements AutoCloseable {

    private final Deque<AutoCloseable> all = new ArrayDeque<>();
    private boolean closed;

    <T extends AutoCloseable> T add(T closeable) {
        synchronized (this) {
            if (!closed) {
                all.push(closeable);
                return closeable;
            }
        }
        close(closeable);
        throw new DemoException("the demo is ending; nothing is started any more");
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        for (AutoCloseable next = poll(); next != null; next = poll()) {
            close(next);
        }
    }

    private synchronized @Nullable AutoCloseable poll() {
        return all.poll();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            System.err.println("credence: " + e.getMessage());
        }
    }
}
