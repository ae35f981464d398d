package io.credence.bnn.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A benchmark: a picocli command, found by service loading, that measures a {@link Report}. The report goes to standard output
 * as Markdown, and with {@code --out FILE.json} to that file and to one of the same name that ends in {@code .md}. Progress
 * belongs on standard error.
 */
public abstract class Benchmark implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "FILE.json",
            description = "Write rows there, and tables and figures beside it as .md and .svg.")
    private @Nullable Path out;

    /** Does the work. An exception's message is shown in one line. */
    protected abstract Report measure() throws Exception;

    /** One line of progress. */
    protected final void progress(String line) {
        spec.commandLine().getErr().println(line);
    }

    @Override
    public final Integer call() throws Exception {
        if (out != null) {
            Report.checkTarget(out);
        }
        Report report = measure();
        if (out != null) {
            report.write(out);
        }
        PrintWriter screen = spec.commandLine().getOut();
        screen.print(report.markdown());
        screen.flush();
        return CommandLine.ExitCode.OK;
    }
}
