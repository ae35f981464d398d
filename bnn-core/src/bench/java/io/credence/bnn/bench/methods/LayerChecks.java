package io.credence.bnn.bench.methods;

import io.credence.bnn.bench.Rounds;
import io.credence.bnn.data.RegressionData;
import io.credence.bnn.density.DataDensity;
import io.credence.bnn.density.IndependentGaussian;
import io.credence.bnn.density.SelectedDensity;
import io.credence.bnn.inference.elbo.BoundState;
import io.credence.bnn.inference.elbo.Estimator;
import io.credence.bnn.inference.elbo.VariationalInference;
import io.credence.bnn.inference.elbo.VariationalOptions;
import io.credence.bnn.inference.laplace.Laplace;
import io.credence.bnn.network.Architecture;
import io.credence.bnn.network.FeedForward;
import io.credence.bnn.network.FeedForwardDensity;
import io.credence.bnn.network.HeadStart;
import io.credence.bnn.network.NetworkSpec;
import io.credence.bnn.network.SequenceNetwork;
import io.credence.bnn.network.WindowSession;
import io.credence.bnn.predictive.FeedForwardPredictions;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/** Rows about layers of a network: 36 and 41. */
final class LayerChecks {

    private static final Key KEY = Key.of(9);
    private static final int SELECTIVE_WORLDS = 5;

    private LayerChecks() {}

    static List<Line> lines() {
        return List.of(
                Line.apart(36, "selective Bayesian layers", "feed-forward", LayerChecks::selective),
                Line.apart(41, "batched draws", "feed-forward", LayerChecks::batchedDraws));
    }

    /**
     * Trained networks of one hidden layer, each given three posteriors: mean-field on its last layer, the same method on all layers, and
     * Laplace on the last. Gains are over the same point weights; the time is that of the last, which needs no second training.
     */
    private static Verdict selective() {
        double last = 0;
        double all = 0;
        double laplace = 0;
        double share = 0;
        for (int world = 0; world < SELECTIVE_WORLDS; world++) {
            Selective found = Selective.of(Key.of(100 + world));
            last += found.last / SELECTIVE_WORLDS;
            all += found.all / SELECTIVE_WORLDS;
            laplace += found.laplace / SELECTIVE_WORLDS;
            share += found.timeShare / SELECTIVE_WORLDS;
        }
        return Verdict.atLeast(
                        "5 networks, one method: share of all layers' NLL gain that the last has", last / all, 0.9)
                .and(Verdict.atLeast(
                        "LSTM, trained whole: share of all weights' gain (VDP++) that a Bayesian head has",
                        SelectiveLstm.share(),
                        0.9))
                .and(Verdict.atMost("time of Laplace on it beside the training's", share, 0.1))
                .and(new Verdict(
                        "gains in nats: last, all, Laplace on the last",
                        Verdict.figure(last) + ", " + Verdict.figure(all) + ", " + Verdict.figure(laplace),
                        all > 0));
    }

    /** Gains over point weights in nats, and the last layer's time. */
    private record Selective(double last, double all, double laplace, double timeShare) {

        static Selective of(Key key) {
            FeedForward network = new FeedForward(4, 16, FeedForward.Head.HOMOSCEDASTIC);
            RegressionData train = curve(400, key.child(1));
            RegressionData test = curve(2000, key.child(2));
            double[] sds = new double[network.size()];
            Arrays.fill(sds, 0.7);
            FeedForwardDensity whole =
                    FeedForwardDensity.of(network, new IndependentGaussian(new double[network.size()], sds), train);
            long start = System.nanoTime();
            double[] map = climb(whole, network.initial(1, key)[0]);
            double training = System.nanoTime() - start;
            SelectedDensity layer = SelectedDensity.of(whole, map, network.offsets()[2], network.size());
            double[] own = Arrays.copyOfRange(map, network.offsets()[2], map.length);
            start = System.nanoTime();
            double[][] cheap = sampled(layer, own);
            double time = System.nanoTime() - start;
            double point = nll(network, new double[][] {map}, test);
            return new Selective(
                    point - nll(network, completed(layer, meanField(layer, own)), test),
                    point - nll(network, meanField(whole, map), test),
                    point - nll(network, completed(layer, cheap), test),
                    time / training);
        }

        private static double[][] completed(SelectedDensity layer, double[][] draws) {
            return Arrays.stream(draws).map(layer::complete).toArray(double[][]::new);
        }
    }

    /** Until the point stays. */
    private static double[] climb(DataDensity target, double[] from) {
        Laplace laplace = Laplace.of(target, Laplace.Options.withDefaults().withStart(from));
        Laplace.State state = laplace.init(KEY);
        for (int i = 0; i < 1000; i++) {
            Laplace.State next = laplace.step(state).state();
            if (Arrays.equals(next.point(), state.point())) {
                return next.point();
            }
            state = next;
        }
        return state.point();
    }

    private static double[][] meanField(DataDensity target, double[] map) {
        VariationalInference vi = VariationalInference.of(
                target,
                VariationalOptions.withDefaults()
                        .withEstimator(Estimator.PATH_DERIVATIVE)
                        .withRate(new VariationalOptions.Rate(0.02, 0.02, 2000, 0.3)));
        BoundState state = vi.init(KEY, map);
        for (int i = 0; i < 2000; i++) {
            state = vi.step(state).state();
        }
        return vi.posterior(state).draw(100, KEY);
    }

    private static double[][] sampled(DataDensity target, double[] map) {
        Laplace laplace =
                Laplace.of(target, Laplace.Options.withDefaults().withStart(map).withTolerance(1));
        return laplace.posterior(laplace.init(KEY)).draw(100, KEY);
    }

    private static double nll(FeedForward network, double[][] draws, RegressionData rows) {
        return FeedForwardPredictions.of(network, draws, rows.inputs()).negativeLogLikelihood(rows.targets());
    }

    private static RegressionData curve(int rows, Key key) {
        double[][] x = Draws.normals(rows, 4, key.child(0));
        double[] y = Draws.normals(1, rows, key.child(1))[0];
        for (int n = 0; n < rows; n++) {
            y[n] = Math.sin(x[n][0]) + 0.5 * x[n][1] * x[n][2] + 0.4 * y[n];
        }
        return new RegressionData(x, y);
    }

    /**
     * One batched product: 32 draws of a whole network against one, and 32 draws of a head on one pass through its LSTM against point
     * weights (60 steps, 256 rows). The first bound is a GPU's; without one the figure is the CPU's.
     */
    private static Verdict batchedDraws() {
        FeedForward network = new FeedForward(4, 50, FeedForward.Head.HOMOSCEDASTIC);
        double[][] draws = network.initial(32, KEY);
        double[][] inputs = Draws.normals(256, 4, KEY);
        double[] us = Rounds.least(
                List.of(predictions(network, Arrays.copyOf(draws, 1), inputs), predictions(network, draws, inputs)),
                3,
                60);
        return Verdict.atMost("32 draws of an LSTM's head over point weights", headDraws(), 1.5)
                .and(Verdict.atMost("of all layers: 32 draws over 32 times one", us[1] / (32 * us[0]), 1))
                .and(new Verdict("over one draw (bound 1.5 on a GPU)", Verdict.figure(us[1] / us[0]), true));
    }

    private static LongConsumer predictions(FeedForward network, double[][] draws, double[][] inputs) {
        return times -> {
            for (long i = 0; i < times; i++) {
                FeedForwardPredictions.of(network, draws, inputs);
            }
        };
    }

    private static double headDraws() {
        NetworkSpec spec = NetworkSpec.of(new Architecture(8, 1, 0, true), 29, 3);
        float[] parameters = SequenceNetwork.initialParameters(spec, new HeadStart(0.05, 2), KEY.generator());
        float[] windows = floats(256 * 60 * 29, KEY.child(1));
        float[][] draws = new float[32][];
        Arrays.setAll(draws, i -> floats(spec.randomSize(), KEY.child(2 + i)));
        try (WindowSession session =
                SequenceNetwork.of(spec, parameters, new TreeMap<>()).openWindows()) {
            LongConsumer point = times -> {
                for (long i = 0; i < times; i++) {
                    session.means(windows, 256);
                }
            };
            LongConsumer drawn = times -> {
                for (long i = 0; i < times; i++) {
                    session.draws(windows, 256, draws);
                }
            };
            double[] us = Rounds.least(List.of(point, drawn), 1, 40);
            return us[1] / us[0];
        }
    }

    private static float[] floats(int count, Key key) {
        float[] values = new float[count];
        double[] normals = Draws.normals(1, count, key)[0];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (0.5 * normals[i]);
        }
        return values;
    }
}
