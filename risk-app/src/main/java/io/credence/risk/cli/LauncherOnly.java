package io.credence.risk.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** A command that the launcher runs itself; here it has its help only. */
abstract class LauncherOnly implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Unmatched
    private String[] ignored;

    @Override
    public final Integer call() {
        spec.commandLine()
                .getErr()
                .println("credence " + spec.name() + ": run by the launcher only. Maybe use ./credence " + spec.name()
                        + ".");
        return CommandLine.ExitCode.USAGE;
    }
}
