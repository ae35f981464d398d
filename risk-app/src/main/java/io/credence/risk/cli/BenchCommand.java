package io.credence.risk.cli;

import picocli.CommandLine.Command;

/** Measures speed and reproduces published tables. */
@Command(name = "bench", description = "Measure speed and reproduce the tables of published papers.")
final class BenchCommand extends NotBuiltYet {

    @Override
    String whatIsMissing() {
        return "the benchmarks come with the comparison of methods.";
    }
}
