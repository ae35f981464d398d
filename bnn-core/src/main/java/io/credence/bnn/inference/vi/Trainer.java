package io.credence.bnn.inference.vi;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.credence.bnn.engine.NativeMemory;
import io.credence.bnn.engine.Scalars;
import io.credence.bnn.engine.TensorEngine;
import io.credence.bnn.inference.vi.StreamPlan.Group;
import io.credence.bnn.inference.vi.StreamPlan.Window;
import io.credence.bnn.likelihood.ExpectedHurdle;
import io.credence.bnn.likelihood.HurdleStudentTLikelihood;
import io.credence.bnn.likelihood.TargetTensors;
import io.credence.bnn.network.GaussianHead;
import io.credence.bnn.network.NetworkGraph;
import io.credence.bnn.network.NetworkSpec;
import io.credence.bnn.network.SequenceFeatures;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * One training run's native memory and its steps.
 *
 * <p>The loss of a step is {@code (S * nll(window) + beta * KL) / N}: S windows make an epoch and N targets count in all, so that
 * its mean over an epoch is the negative evidence lower bound per target whatever the batch size.
 */
final class Trainer implements AutoCloseable {

    /** The recurrent state's arrays, of a backbone that has one. */
    private static final List<String> CARRIED = List.of("carried.hidden", "carried.cell");

    private final NetworkSpec spec;
    private final TrainingOptions options;
    private final int targets;
    private final NDManager manager;
    private final NDArray flat;
    private final NDArray average;
    private final MeanFieldKl kl;
    private final Adam adam;
    private final Noise noise;
    private final CarriedState carried;
    private int averaged;

    Trainer(NetworkSpec spec, TrainingOptions options, int targets, float[] initial, UniformRandomProvider random) {
        this.spec = spec;
        this.options = options;
        this.targets = targets;
        TensorEngine.enter(false);
        manager = NDManager.newBaseManager(device(options));
        flat = manager.create(initial);
        flat.setRequiresGradient(true);
        average = manager.zeros(new Shape(initial.length));
        kl = new MeanFieldKl(spec, options.prior(), manager);
        adam = adam();
        noise = new Noise(random, manager);
        carried = new CarriedState(spec, manager);
    }

    private Adam adam() {
        float[] decayed = new float[spec.size()];
        Arrays.fill(decayed, 0, spec.deterministicSize(), 1);
        return new Adam(options.regularisation(), decayed, manager);
    }

    static Device device(TrainingOptions options) {
        return options.device() == TrainingOptions.Device.CPU ? Device.cpu() : TensorEngine.accelerator();
    }

    /** Warms the recurrent state of a group's streams on the steps before their starts. */
    void begin(Group group) {
        carried.warm(group.streams(), options.batching().burnIn(), flat);
    }

    /** Carries the state through a window in which no target counts. */
    void pass(Group group, Window window) {
        carried.pass(group.streams(), window, flat);
    }

    /**
     * One optimiser step.
     *
     * @param windows S: how many of them make an epoch
     */
    Info step(Group group, Window window, int step, int windows) {
        return NativeMemory.guard(
                () -> "step " + step + " of " + group.streams().size() + " streams in windows of " + window.length(),
                () -> guarded(group, window, step, windows));
    }

    private Info guarded(Group group, Window window, int step, int windows) {
        Schedules schedules = new Schedules(options.schedule());
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            TensorEngine.enter(true);
            NDArray nll = negativeLogLikelihood(group, window);
            NDArray divergence = options.head() == TrainingOptions.Head.POINT ? kl.penalty(flat) : kl.of(flat);
            double weight = schedules.klWeight(step);
            NDArray loss = Scalars.times(nll, windows).add(Scalars.times(divergence, weight));
            backward(Scalars.times(loss, 1.0 / targets));
            TensorEngine.enter(false);
            Info info = info(step, windows, window, nll, divergence);
            adam.update(flat, flat.getGradient(), schedules.rate(step));
            JniUtils.zeroGrad((PtNDArray) flat);
            if (schedules.averages(step)) {
                averaged++;
                average.addi(Scalars.times(flat.sub(average), 1.0 / averaged));
            }
            return info;
        }
    }

    /** What the next step needs of this one. */
    SortedMap<String, float[]> save() {
        float[][] moments = adam.moments();
        SortedMap<String, float[]> arrays = new TreeMap<>();
        arrays.put("parameters", flat.toFloatArray());
        arrays.put("average", average.toFloatArray());
        arrays.put("adam.first", moments[0]);
        arrays.put("adam.second", moments[1]);
        float[][] states = carried.values();
        for (int i = 0; i < states.length; i++) {
            arrays.put(CARRIED.get(i), states[i]);
        }
        return arrays;
    }

    /** Goes on from what {@link #save} gave, in the same group. */
    void restore(TrainingState saved, Group group) {
        flat.set(saved.array("parameters", spec.size()));
        average.set(saved.array("average", spec.size()));
        adam.restore(
                saved.array("adam.first", spec.size()), saved.array("adam.second", spec.size()), saved.number("step"));
        averaged = saved.number("averaged");
        int streams = group.streams().size();
        int length = spec.backbone().stateRows() * streams * spec.backbone().features();
        carried.restore(
                streams,
                length == 0
                        ? new float[0][]
                        : CARRIED.stream()
                                .map(name -> saved.array(name, length))
                                .toArray(float[][]::new));
    }

    /** How many steps the average is of. */
    int averaged() {
        return averaged;
    }

    /** The parameters now: their average, where averaging has begun. */
    float[] parameters() {
        return (averaged > 0 ? average : flat).toFloatArray();
    }

    @Override
    public void close() {
        TensorEngine.enter(false);
        manager.close();
    }

    /** How many native arrays are held between steps; constant, or memory leaks. */
    int heldArrays() {
        return manager.getManagedArrays().size();
    }

    private NDArray negativeLogLikelihood(Group group, Window window) {
        int batch = group.streams().size();
        int rows = batch * window.length();
        int horizons = spec.horizons();
        NetworkGraph graph = new NetworkGraph(spec, flat);
        NDArray input = manager.create(
                WindowArrays.features(group.streams(), window.from(), window.to()),
                new Shape(batch, window.length(), spec.inputs()));
        NDArray dropout = noise.dropout(
                options.regularisation().dropout(), batch, spec.backbone().features());
        SequenceFeatures features = graph.features(input, carried.states(), dropout);
        carried.keep(features.states());
        TargetTensors tensors = TargetTensors.of(
                manager, WindowArrays.planes(group.streams(), window.from(), window.to()), rows, horizons);
        return likelihood(graph.head(), features.rows(), batch, tensors).sum().neg();
    }

    private NDArray likelihood(GaussianHead head, SequenceFeatures features, int batch, TargetTensors tensors) {
        return switch (options.head()) {
            case POINT -> HurdleStudentTLikelihood.logLikelihood(head.mean(features.mean()), head.rawDf(), tensors);
            case BAYESIAN -> drawn(head, features.mean(), batch, tensors);
            case MOMENTS -> ExpectedHurdle.of(head.moments(features), head.rawDfMoments(), tensors);
        };
    }

    private NDArray drawn(GaussianHead head, NDArray features, int batch, TargetTensors tensors) {
        int rows = Math.toIntExact(features.getShape().get(0));
        int outputs = NetworkSpec.LINEAR_OUTPUTS * spec.horizons();
        int draws = SharedDraws.of(batch, rows * outputs);
        NDArray drawn = draws == SharedDraws.NONE
                ? head.sample(features, noise.gaussian(new Shape(rows, outputs)))
                : head.sampleByGroup(
                        features,
                        noise.tabled(new Shape(draws, features.getShape().get(1) + 1, outputs)));
        int dfs = draws == SharedDraws.NONE ? rows : draws;
        NDArray rawDf = head.sampleRawDf(noise.gaussian(new Shape(dfs, spec.horizons())));
        return HurdleStudentTLikelihood.logLikelihood(drawn, rawDf, tensors);
    }

    private void backward(NDArray loss) {
        NDArray one = manager.ones(loss.getShape());
        JniUtils.backward((PtNDArray) loss, (PtNDArray) one, false, false);
    }

    private Info info(int step, int windows, Window window, NDArray nll, NDArray divergence) {
        double batchNll = nll.getFloat();
        double divergenceNow = divergence.getFloat();
        if (!Double.isFinite(batchNll) || !Double.isFinite(divergenceNow)) {
            throw new IllegalStateException("loss is no longer finite at step " + step + ": negative log likelihood "
                    + batchNll + ", KL " + divergenceNow + ". Maybe the learning rate "
                    + options.schedule().learningRate() + " is too high, or a baseline's scale far from its target's?");
        }
        double elbo = -(windows * batchNll + divergenceNow) / targets;
        return new Info(
                step,
                options.schedule().steps(),
                batchNll / window.counted(),
                divergenceNow,
                new Schedules(options.schedule()).klWeight(step),
                elbo);
    }
}
