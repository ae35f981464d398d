package io.credence.risk.cli;

import picocli.CommandLine.Command;

/** All tests of all modules, by Maven. */
@Command(
        name = "test",
        customSynopsis = "credence test [MAVEN ARGUMENT]...",
        description = {
            "Build everything and run all tests.",
            "Arguments go to Maven: 'credence test -pl forecasting -am' tests one module."
        })
final class TestCommand extends LauncherOnly {}
