package io.credence.bnn.bench;

import io.credence.bnn.data.RegressionData;
import io.credence.bnn.inference.ensemble.DeepEnsemble;
import io.credence.bnn.inference.member.MemberState;
import io.credence.bnn.inference.member.Training;
import io.credence.bnn.network.FeedForward;
import io.credence.bnn.network.FeedForward.Head;
import io.credence.bnn.network.FeedForwardPrior;
import io.credence.bnn.predictive.FeedForwardPredictions;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.commons.rng.UniformRandomProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What members and draws cost that share each launch: the UCI network with 13 inputs, 455 rows, batches of 100. */
@Command(
        name = "ensemble",
        description = "What a training step of 1, 2, 5, 8 and 16 members costs, and a prediction of 1, 8 and 32 draws.")
public final class EnsembleBenchmark extends Benchmark {

    private static final int ROWS = 455;
    private static final int INPUTS = 13;
    private static final int STEPS_PER_SWEEP = 5;
    private static final List<Integer> MEMBERS = List.of(1, 2, 5, 8, 16);
    private static final List<Integer> DRAWS = List.of(1, 8, 32);
    private static final FeedForward NETWORK = new FeedForward(INPUTS, 50, Head.HETEROSCEDASTIC);

    @Option(
            names = "--rounds",
            defaultValue = "15",
            description = "Of which the median counts. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    private final RegressionData rows = rows();

    @Override
    protected Report measure() {
        Report report = Report.of("ensemble", "what", "number", "us", "ratio_to_one");
        add(
                report,
                "training step, members",
                MEMBERS,
                MEMBERS.stream().map(this::training).toList(),
                40);
        add(
                report,
                "prediction of 455 rows, draws",
                DRAWS,
                DRAWS.stream().map(this::prediction).toList(),
                100);
        return report.note("Rounds of all numbers alternate; each figure is the median of " + rounds + " rounds.");
    }

    private void add(Report report, String what, List<Integer> numbers, List<LongConsumer> work, int times) {
        double[] micros = Rounds.medians(work, times, rounds);
        for (int i = 0; i < micros.length; i++) {
            report.row(what, numbers.get(i), micros[i], micros[i] / micros[0]);
        }
    }

    /** Takes optimiser steps, sweeps of five at a time. */
    private LongConsumer training(int members) {
        DeepEnsemble ensemble = DeepEnsemble.of(
                NETWORK, rows, Training.withDefaults(), Collections.nCopies(members, FeedForwardPrior.withDefaults()));
        MemberState[] state = {ensemble.init(Key.of(1))};
        return steps -> {
            for (long sweep = 0; sweep < steps / STEPS_PER_SWEEP; sweep++) {
                state[0] = ensemble.step(state[0]).state();
            }
        };
    }

    private LongConsumer prediction(int draws) {
        double[][] points = NETWORK.initial(draws, Key.of(2));
        return times -> {
            for (long i = 0; i < times; i++) {
                FeedForwardPredictions.of(NETWORK, points, rows.inputs());
            }
        };
    }

    private static RegressionData rows() {
        UniformRandomProvider random = Key.of(3).generator();
        double[][] inputs = new double[ROWS][INPUTS];
        double[] targets = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            Arrays.setAll(inputs[row], column -> 3.4 * random.nextDouble() - 1.7);
            targets[row] = Math.sin(inputs[row][0]) + 0.3 * inputs[row][1] * inputs[row][2];
        }
        return new RegressionData(inputs, targets);
    }
}
