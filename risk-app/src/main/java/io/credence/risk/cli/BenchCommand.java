package io.credence.risk.cli;

import picocli.CommandLine.Command;

/** Measures speed and reproduces published tables; the benchmarks have a class path of their own. */
@Command(
        name = "bench",
        customSynopsis = "credence bench NAME [OPTION]...",
        description = {
            "Measure speed and reproduce the tables of published papers.",
            "'./credence bench --help' lists the benchmarks."
        })
final class BenchCommand extends LauncherOnly {}
