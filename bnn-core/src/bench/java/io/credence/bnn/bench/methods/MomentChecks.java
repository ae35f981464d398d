package io.credence.bnn.bench.methods;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.credence.bnn.engine.TensorEngine;
import io.credence.bnn.moments.Activation;
import io.credence.bnn.moments.CovariancePropagation;
import io.credence.bnn.moments.DrawPropagation;
import io.credence.bnn.moments.Moments;
import io.credence.bnn.moments.RenewedPropagation;
import io.credence.bnn.moments.VariancePropagation;
import io.credence.bnn.network.moment.MomentFeedForward;
import io.credence.bnn.network.moment.MomentLstm;
import io.credence.bnn.network.moment.MomentNetwork;
import io.credence.bnn.network.moment.MomentPass;
import io.credence.bnn.network.moment.MomentPatchTransformer;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Rows 25, 26 and 38 to 40: moments against draws. */
final class MomentChecks {

    private static final int CHUNK = 1000;
    private static final int WINDOWS = 3;
    private static final int INPUTS = 3;

    private MomentChecks() {}

    static List<Line> lines() {
        return List.of(
                Line.apart(25, "VDP, full covariance", "moments", MomentChecks::covariance),
                Line.apart(26, "VDP++, variance only", "moments", MomentChecks::recurrentStep),
                Line.apart(38, "moment attention and layer norm", "moments", MomentChecks::transformer),
                Line.apart(39, "moment LSTM", "moments", MomentChecks::lstm),
                Line.apart(40, "activations", "moments", MomentChecks::activations));
    }

    private static Verdict covariance() {
        MomentFeedForward network = new MomentFeedForward(4, 1, 8, 2);
        return inTensors((manager, random) -> {
            NDArray windows = random.gaussian(manager, new Shape(WINDOWS, 4, 1));
            Moments weights = weights(manager, network, 0.3);
            CovariancePropagation through =
                    new CovariancePropagation(network.layout(), weights.mean(), weights.variance());
            Moments full = network.dense(through, through.certain(windows.reshape(WINDOWS, 4)))
                    .moments();
            double[] drawn = variances(100, (own, noise) -> {
                DrawPropagation draws = new DrawPropagation(network.layout(), held(own, noise, network, 0.3));
                return network.forward(draws, draws.certain(copy(own, windows)));
            });
            return Verdict.atMost("small network: worst error of a variance, to 1e5 draws", worst(full, drawn), 0.05);
        });
    }

    private static Verdict recurrentStep() {
        MomentLstm network = new MomentLstm(INPUTS, 8, 1);
        return inTensors((manager, random) -> {
            NDArray x = random.gaussian(manager, new Shape(2, INPUTS));
            NDArray mean = random.gaussian(manager, new Shape(2, 8)).tanh();
            Moments state =
                    new Moments(mean, mean.onesLike().mul(mean.getManager().create(0.04f)));
            Moments weights = weights(manager, network, 0.1);
            VariancePropagation through = new VariancePropagation(network.layout(), weights.mean(), weights.variance());
            Moments next = network.step(through, through.certain(x), new MomentLstm.State<>(state, state))
                    .output();
            double[] drawn = variances(20, (own, noise) -> {
                DrawPropagation draws = new DrawPropagation(network.layout(), held(own, noise, network, 0.1));
                NDArray h = around(own, noise, state);
                NDArray c = around(own, noise, state);
                return network.step(draws, draws.certain(copy(own, x)), new MomentLstm.State<>(h, c))
                        .output();
            });
            return Verdict.atMost("an LSTM's step: worst error of a variance, to 2e4 draws", worst(next, drawn), 0.15);
        });
    }

    private static Verdict transformer() {
        return renewed("patch transformer of depth 6", new MomentPatchTransformer(INPUTS, 4, 32, 4, 6, 6), 32, 2);
    }

    private static Verdict lstm() {
        MomentNetwork network = new MomentLstm(INPUTS, 8, 2);
        Verdict renewed = renewed("LSTM of 60 steps", network, 60, 4);
        return renewed.and(inTensors((manager, random) -> {
            NDArray windows = random.gaussian(manager, new Shape(WINDOWS, 60, INPUTS));
            double share = 0.05 * 0.05 * INPUTS;
            Moments weights = weights(manager, network, share);
            Moments linear = MomentPass.linearised(network, weights, windows).moments();
            Moments variances = MomentPass.renewed(network, weights, windows).moments();
            double[] drawn = variances(5, (own, noise) -> {
                DrawPropagation draws = new DrawPropagation(network.layout(), held(own, noise, network, share));
                return network.forward(draws, draws.certain(copy(own, windows)));
            });
            return Verdict.atMost("linearised: worst error, to held draws", worst(linear, drawn), 0.15)
                    .and(Verdict.atMost("variances over those of held draws", ratio(variances, drawn), 1));
        }));
    }

    /** All outputs together, and the worst beside it. */
    private static Verdict renewed(String name, MomentNetwork network, int steps, int chunks) {
        return inTensors((manager, random) -> {
            NDArray windows = random.gaussian(manager, new Shape(WINDOWS, steps, INPUTS));
            Moments found = MomentPass.renewed(network, weights(manager, network, 0.05), windows)
                    .moments();
            double[] drawn = variances(chunks, (own, noise) -> {
                Moments weights = weights(own, network, 0.05);
                RenewedPropagation draws = new RenewedPropagation(
                        network.layout(), weights.mean(), weights.variance(), CHUNK, s -> noise.gaussian(own, s));
                return network.forward(draws, draws.certain(copy(own, windows)));
            });
            return Verdict.between(name + ": sum of variances over renewed draws'", ratio(found, drawn), 0.8, 1.2)
                    .and(Verdict.atMost("worst error of one", worst(found, drawn), 0.2));
        });
    }

    /** At standard deviations of 0.05 to 1 around means of -2 to 2; the truth by the trapezoid rule. */
    private static Verdict activations() {
        return inTensors((manager, random) -> {
            double worst = 0;
            double taylor = 0;
            for (double sd : new double[] {0.05, 0.2, 0.5, 1}) {
                for (double mean : new double[] {-2, -1, 0, 0.5, 2}) {
                    Moments x = new Moments(
                            manager.create(new float[] {(float) mean}),
                            manager.create(new float[] {(float) (sd * sd)}));
                    double truth = tanhVariance(mean, sd);
                    worst = Math.max(worst, error(Activation.TANH.moments(x), truth));
                    taylor = Math.max(taylor, error(Activation.TANH.taylor(x), truth));
                }
            }
            return Verdict.atMost("tanh, sd to 1: worst error of the variance", worst, 0.1)
                    .and(Verdict.atLeast("the same to first order", taylor, 0.1));
        });
    }

    private static double error(Moments found, double truth) {
        return Math.abs(found.variance().getFloat(0) / truth - 1);
    }

    private static double tanhVariance(double mean, double sd) {
        double first = 0;
        double second = 0;
        for (int i = -8000; i <= 8000; i++) {
            double z = i * 1e-3;
            double weight = 1e-3 * Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
            double value = Math.tanh(mean + sd * z);
            first += weight * value;
            second += weight * value * value;
        }
        return second - first * first;
    }

    // ---- draws

    /** Gaussian noise from a key. */
    private static final class Noise {

        private final ZigguratSampler gaussian =
                ZigguratSampler.NormalizedGaussian.of(Key.of(25).generator());

        NDArray gaussian(NDManager manager, Shape shape) {
            float[] values = new float[Math.toIntExact(shape.size())];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) gaussian.sample();
            }
            return manager.create(values, shape);
        }
    }

    private static Verdict inTensors(BiFunction<NDManager, Noise, Verdict> check) {
        TensorEngine.enter(false);
        try (NDManager manager = NDManager.newBaseManager()) {
            return check.apply(manager, new Noise());
        }
    }

    private static Moments weights(NDManager manager, MomentNetwork network, double share) {
        return new Moments(
                manager.create(network.initial(Key.of(2))).toType(DataType.FLOAT32, false),
                manager.create(network.layout().variances(share)).toType(DataType.FLOAT32, false));
    }

    private static NDArray held(NDManager manager, Noise noise, MomentNetwork network, double share) {
        return around(manager, noise, weights(manager, network, share));
    }

    private static NDArray around(NDManager manager, Noise noise, Moments x) {
        NDArray drawn = noise.gaussian(manager, new Shape(CHUNK).addAll(x.mean().getShape()));
        return drawn.mul(copy(manager, x.variance()).sqrt()).add(copy(manager, x.mean()));
    }

    private static NDArray copy(NDManager manager, NDArray x) {
        return manager.create(x.toFloatArray(), x.getShape());
    }

    /** Over so many chunks of draws, each of which gives its memory back. */
    private static double[] variances(int chunks, BiFunction<NDManager, Noise, NDArray> draws) {
        Noise noise = new Noise();
        double[][] sums = new double[2][];
        for (int chunk = 0; chunk < chunks; chunk++) {
            try (NDManager own = NDManager.newBaseManager()) {
                add(draws.apply(own, noise).toFloatArray(), sums);
            }
        }
        double count = (double) chunks * CHUNK;
        double[] variances = sums[1];
        Arrays.setAll(variances, i -> sums[1][i] / count - Math.pow(sums[0][i] / count, 2));
        return variances;
    }

    private static void add(float[] values, double[][] sums) {
        int width = values.length / CHUNK;
        if (sums[0] == null) {
            sums[0] = new double[width];
            sums[1] = new double[width];
        }
        for (int i = 0; i < values.length; i++) {
            sums[0][i % width] += values[i];
            sums[1][i % width] += (double) values[i] * values[i];
        }
    }

    private static double worst(Moments found, double[] truth) {
        float[] variances = found.variance().toFloatArray();
        double worst = 0;
        for (int i = 0; i < truth.length; i++) {
            worst = Math.max(worst, Math.abs(variances[i] / truth[i] - 1));
        }
        return worst;
    }

    private static double ratio(Moments found, double[] truth) {
        return found.variance().sum().getFloat() / Arrays.stream(truth).sum();
    }
}
