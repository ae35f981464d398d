package io.credence.risk.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** A command whose name is taken and whose work is not there yet: says what will fill it and exits 2. */
abstract class NotBuiltYet implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    /** Taken and not looked at, so that any use of the command gets the same clear line. */
    @Unmatched
    private String[] ignored;

    /** What will stand here, as the end of "not built yet: ". */
    abstract String whatIsMissing();

    @Override
    public final Integer call() {
        spec.commandLine().getErr().println("credence " + spec.name() + ": not built yet: " + whatIsMissing());
        return CommandLine.ExitCode.USAGE;
    }
}
