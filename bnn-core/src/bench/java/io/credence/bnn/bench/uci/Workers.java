package io.credence.bnn.bench.uci;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs trials beside each other on platform threads; the engine uses one thread in each. */
final class Workers implements AutoCloseable {

    private final ExecutorService pool;
    private final Done done;

    Workers(int threads, Done done) {
        this.pool = Executors.newFixedThreadPool(threads);
        this.done = done;
    }

    /** Told of each trial's end, on its thread. */
    interface Done {

        void with(String phase, Trial trial) throws IOException;
    }

    interface Work {

        void on(Trial trial) throws IOException;
    }

    /** Waits for all; the first failure is thrown with the trial's name, and what has not begun is left out. */
    void all(String phase, List<Trial> trials, Work work) throws InterruptedException {
        List<Future<?>> futures = new ArrayList<>();
        for (Trial trial : trials) {
            futures.add(pool.submit(() -> {
                work.on(trial);
                done.with(phase, trial);
                return null;
            }));
        }
        for (int i = 0; i < futures.size(); i++) {
            try {
                futures.get(i).get();
            } catch (ExecutionException failed) {
                pool.shutdownNow();
                throw new IllegalStateException(trials.get(i) + " failed: " + failed.getCause(), failed.getCause());
            }
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
        pool.close();
    }
}
