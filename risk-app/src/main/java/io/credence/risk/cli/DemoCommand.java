package io.credence.risk.cli;

import picocli.CommandLine.Command;

/** The whole way from tape to forecast on one machine. */
@Command(name = "demo", description = "Run the whole way on a real tape of trades, with nothing installed.")
final class DemoCommand extends NotBuiltYet {

    @Override
    String whatIsMissing() {
        return "the supervisor of broker, database and service.";
    }
}
