package io.credence.bnn.bench;

import io.credence.bnn.catalogue.Catalogue;
import java.io.PrintWriter;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code credence bench NAME}: the command over all benchmarks. Exit codes as of every command: 0 done, 1 failed, 2 misused. */
@Command(
        name = "credence bench",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "NAME",
        description = {"Measure speed and reproduce the tables of published papers.", ""},
        commandListHeading = "%nBenchmarks:%n",
        footer = {"", "Run 'credence bench NAME --help' for a benchmark's options."})
public final class Bench implements Runnable {

    @Spec
    private CommandSpec spec;

    /** Runs one benchmark and exits with its code. */
    public static void main(String[] args) {
        System.exit(run(args, commandLine()));
    }

    /** The command with every benchmark on the class path. */
    static CommandLine commandLine() {
        CommandLine root = new CommandLine(Bench.class);
        ServiceLoader.load(Benchmark.class).forEach(root::addSubcommand);
        root.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().mixinStandardHelpOptions(true));
        return root.setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command.getErr()));
    }

    static int run(String[] args, CommandLine root) {
        if (args.length > 0 && !args[0].startsWith("-")) {
            try {
                Map<String, CommandLine> known = new TreeMap<>(root.getSubcommands());
                Catalogue.of("benchmark", known).get(args[0]);
            } catch (IllegalArgumentException unknown) {
                root.getErr().println("credence bench: " + unknown.getMessage());
                return CommandLine.ExitCode.USAGE;
            }
        }
        return root.execute(args);
    }

    private static int report(Exception failure, PrintWriter err) {
        err.println("credence bench: " + (failure.getMessage() == null ? failure : failure.getMessage()));
        if (Boolean.getBoolean("credence.stacktrace")) {
            failure.printStackTrace(err);
        }
        return failure instanceof IllegalArgumentException ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which benchmark? Maybe one of those below.");
    }
}
