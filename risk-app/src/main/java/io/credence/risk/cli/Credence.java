package io.credence.risk.cli;

import io.credence.forecasting.cli.BacktestCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root command: {@code credence COMMAND}. Exit codes: 0 done, 1 failed, 2 asked for something that is not there. */
@Command(
        name = "credence",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {"Bayesian risk forecasts from streaming prices, and how sure they are.", ""},
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Run 'credence COMMAND --help' for a command's options. Results go to standard output, logs to standard error."
        },
        versionProvider = Version.class,
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            ReplayCommand.class,
            RetrainCommand.class,
            RollbackCommand.class,
            MigrateCommand.class,
            BacktestCommand.class,
            BenchCommand.class,
            ExplainCommand.class,
            VerifyCommand.class,
            TestCommand.class
        })
public final class Credence implements Runnable {

    @Spec
    private CommandSpec spec;

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        Logs.toStandardError();
        System.exit(commandLine().execute(args));
    }

    /** The whole command line; every command has {@code --help}, and a failure is one line instead of a stack trace. */
    static CommandLine commandLine() {
        CommandLine root = new CommandLine(Credence.class);
        root.getSubcommands()
                .values()
                .forEach(command ->
                        command.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new Version()));
        return root.setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command.getErr()));
    }

    private static int report(Exception failure, PrintWriter err) {
        err.println("credence: " + (failure.getMessage() == null ? failure : failure.getMessage()));
        if (Boolean.getBoolean("credence.stacktrace")) {
            failure.printStackTrace(err);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? Maybe you meant 'credence demo'.");
    }
}
