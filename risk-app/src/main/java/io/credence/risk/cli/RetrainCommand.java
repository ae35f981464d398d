package io.credence.risk.cli;

import picocli.CommandLine.Command;

/** Trains a challenger and judges it against the champion. */
@Command(name = "retrain", description = "Train a challenger on stored history; promote it or keep the champion.")
final class RetrainCommand extends NotBuiltYet {

    @Override
    String whatIsMissing() {
        return "the trainer and the judge of challengers.";
    }
}
