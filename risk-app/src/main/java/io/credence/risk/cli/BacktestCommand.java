package io.credence.risk.cli;

import picocli.CommandLine.Command;

/** Walks a model through history and scores its forecasts. */
@Command(name = "backtest", description = "Walk a model through history and score its forecasts.")
final class BacktestCommand extends NotBuiltYet {

    @Override
    String whatIsMissing() {
        return "the walk-forward backtest comes with the evaluation suite.";
    }
}
