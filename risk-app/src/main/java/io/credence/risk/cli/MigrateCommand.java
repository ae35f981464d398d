package io.credence.risk.cli;

import picocli.CommandLine.Command;

/** Brings a database's schema up to date. */
@Command(name = "migrate", description = "Bring a database's schema up to date.")
final class MigrateCommand extends NotBuiltYet {

    @Override
    String whatIsMissing() {
        return "the runner of the schema's migrations.";
    }
}
