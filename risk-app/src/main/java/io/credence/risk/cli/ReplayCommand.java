package io.credence.risk.cli;

import picocli.CommandLine.Command;

/** Publishes a CSV of trades or quotes to a topic. */
@Command(name = "replay", description = "Publish a CSV of trades or quotes to a topic.")
final class ReplayCommand extends NotBuiltYet {

    @Override
    String whatIsMissing() {
        return "the publisher of CSV files.";
    }
}
