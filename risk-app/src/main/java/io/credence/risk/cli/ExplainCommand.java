package io.credence.risk.cli;

import picocli.CommandLine.Command;

/** Says why a forecast or an alert came out as it did. */
@Command(name = "explain", description = "Say why a forecast or an alert came out as it did.")
final class ExplainCommand extends NotBuiltYet {

    @Override
    String whatIsMissing() {
        return "explanations come with the attribution of forecasts.";
    }
}
