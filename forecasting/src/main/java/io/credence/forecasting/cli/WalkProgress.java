package io.credence.forecasting.cli;

import io.credence.forecasting.backtest.report.BacktestListener;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How far a backtest has come, a line at most every two seconds, with the time left at the pace so far. */
final class WalkProgress implements BacktestListener {

    private static final long EVERY = TimeUnit.SECONDS.toNanos(2);

    private final PrintWriter err;
    private final LongSupplier nanos;
    private final long started;
    private long shown;

    WalkProgress(PrintWriter err, LongSupplier nanos) {
        this.err = err;
        this.nanos = nanos;
        this.started = nanos.getAsLong();
        this.shown = started - EVERY;
    }

    @Override
    public synchronized void walked(String instrument, String model, int done, int total) {
        long now = nanos.getAsLong();
        if (now - shown < EVERY && done < total) {
            return;
        }
        shown = now;
        double left = (now - started) * 1e-9 * (total - done) / done;
        say(String.format(
                Locale.ROOT,
                "backtest: %d of %d walks, %s %s done, about %.0f s left",
                done,
                total,
                instrument,
                model,
                left));
    }

    @Override
    public synchronized void say(String line) {
        err.println(line);
        err.flush();
    }
}
