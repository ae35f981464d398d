package io.credence.bnn.bench.methods;

import io.credence.bnn.data.SequenceData;
import io.credence.bnn.inference.vi.BayesByBackprop;
import io.credence.bnn.inference.vi.DensityPropagation;
import io.credence.bnn.inference.vi.StepListener;
import io.credence.bnn.inference.vi.TrainingOptions.Head;
import io.credence.bnn.network.NetworkSession;
import io.credence.bnn.network.SequenceNetwork;
import io.credence.bnn.predictive.HurdleStudentT;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Three trainings of the time-series network from the same start: with point weights, with a Bayesian head whose features are trained with it,
 * and with all weights random (VDP++).
 *
 * @param point NLL of the hold-out, in nats, as the others
 */
record SelectiveLstm(double point, double head, double all) {

    private static final int WORLDS = 3;
    private static final int HOLDOUT = 2000;
    private static final long FIRST_START = 10;

    /** The share of what all random weights gain over point weights that the head's alone do. */
    static double share() {
        List<SelectiveLstm> worlds = IntStream.rangeClosed(1, WORLDS)
                .mapToObj(SelectiveLstm::trained)
                .toList();
        double head = worlds.stream().mapToDouble(w -> w.point - w.head).sum();
        double all = worlds.stream().mapToDouble(w -> w.point - w.all).sum();
        return head / all;
    }

    private static SelectiveLstm trained(int seed) {
        SequenceData data = World.series(Series.TRAIN + HOLDOUT, Series.TRAIN + HOLDOUT, seed);
        long start = FIRST_START + seed;
        List<SequenceData> rows = List.of(Series.part(data, Series.TRAIN));
        return new SelectiveLstm(
                nll(backprop(Head.POINT, rows, start), data),
                nll(backprop(Head.BAYESIAN, rows, start), data),
                nll(DensityPropagation.with(Series.options()).train(rows, start, StepListener.SILENT), data));
    }

    private static SequenceNetwork backprop(Head head, List<SequenceData> rows, long seed) {
        return BayesByBackprop.with(Series.options().withHead(head)).train(rows, seed, StepListener.SILENT);
    }

    /** Of the rows behind the training's, each foretold from all before it. */
    private static double nll(SequenceNetwork network, SequenceData data) {
        double sum = 0;
        float[] row = new float[data.inputs()];
        try (NetworkSession session = network.open()) {
            byte[][] state = {session.initialState()};
            for (int step = 0; step < Series.TRAIN + HOLDOUT; step++) {
                data.copyFeatures(step, step + 1, row, 0);
                NetworkSession.Step taken = session.step(new float[][] {row}, state);
                state = taken.states();
                if (step >= Series.TRAIN) {
                    HurdleStudentT value = HurdleStudentT.of(taken.moments(), 0, 0, World.BASELINE);
                    sum -= value.logDensity(data.target(step, 0));
                }
            }
        }
        return sum / HOLDOUT;
    }
}
