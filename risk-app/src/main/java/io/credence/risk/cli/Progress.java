package io.credence.risk.cli;

import io.credence.forecasting.model.ProgressListener;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How far long work has come, on standard error: on a terminal a bar that is drawn anew at most ten times a second,
 * elsewhere a plain line every five seconds, both with the rate and the time left at the mean rate so far. The first and
 * the last step are always shown. Safe for use by several threads.
 *
 * <pre>{@code
 * try (Progress progress = Progress.of("training", "steps")) {
 *     model.fit(data, options, progress);
 * }
 * }</pre>
 */
public final class Progress implements ProgressListener, AutoCloseable {

    private static final int BAR_WIDTH = 30;
    private static final long TERMINAL_EVERY = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long PLAIN_EVERY = TimeUnit.SECONDS.toNanos(5);

    private final String task;
    private final String unit;
    private final PrintStream out;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private final long started;
    private long shownAt;
    private long shownDone = -1;
    private int shownWidth;

    Progress(String task, String unit, PrintStream out, boolean terminal, LongSupplier nanoTime) {
        this.task = task;
        this.unit = unit;
        this.out = out;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        this.started = nanoTime.getAsLong();
    }

    /** Reports {@code task}, counted in {@code unit} (a plural, as "rows"), on standard error. */
    public static Progress of(String task, String unit) {
        return new Progress(task, unit, System.err, Boolean.getBoolean("credence.terminal"), System::nanoTime);
    }

    /** {@code done} of {@code total}; a total of 0 or less means that nobody knows it, and no time left is shown. */
    @Override
    public synchronized void progress(long done, long total) {
        long now = nanoTime.getAsLong();
        boolean last = total > 0 && done >= total;
        boolean first = shownDone < 0;
        if (done != shownDone && (first || last || now - shownAt >= (terminal ? TERMINAL_EVERY : PLAIN_EVERY))) {
            show(line(done, total, now - started));
            shownAt = now;
            shownDone = done;
        }
    }

    /** Leaves the bar's line, so that what comes next starts on its own. */
    @Override
    public synchronized void close() {
        if (terminal && shownDone >= 0) {
            out.println();
            out.flush();
        }
    }

    private void show(String line) {
        if (terminal) {
            // Blanks wipe what a longer line before it left.
            out.print("\r" + line + " ".repeat(Math.max(0, shownWidth - line.length())));
            shownWidth = line.length();
        } else {
            out.println(line);
        }
        out.flush();
    }

    private String line(long done, long total, long nanos) {
        double rate = nanos > 0 ? done * 1e9 / nanos : 0;
        return total > 0
                ? known(done, total, rate)
                : String.format(Locale.ROOT, "%s: %,d %s, %s", task, done, unit, perSecond(rate));
    }

    private String known(long done, long total, double rate) {
        double share = Math.min(1, (double) done / total);
        String bar = terminal ? bar(share) : "";
        String left = rate > 0 ? duration((long) Math.ceil(Math.max(0, total - done) / rate)) + " left" : "starting";
        return String.format(
                Locale.ROOT,
                "%s: %s%3.0f %%, %,d of %,d %s, %s, %s",
                task,
                bar,
                100 * share,
                done,
                total,
                unit,
                perSecond(rate),
                left);
    }

    private static String bar(double share) {
        int full = (int) (share * BAR_WIDTH);
        return "[" + "#".repeat(full) + ".".repeat(BAR_WIDTH - full) + "] ";
    }

    private static String perSecond(double rate) {
        return String.format(Locale.ROOT, rate < 10 ? "%.1f/s" : "%,.0f/s", rate);
    }

    private static String duration(long seconds) {
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
