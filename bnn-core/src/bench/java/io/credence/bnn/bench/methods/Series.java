package io.credence.bnn.bench.methods;

import io.credence.bnn.data.SequenceData;
import io.credence.bnn.head.FrozenBackbone;
import io.credence.bnn.head.HeadDensity;
import io.credence.bnn.head.HeadMethods;
import io.credence.bnn.head.HeadPredictive;
import io.credence.bnn.head.HeadRows;
import io.credence.bnn.head.HeadShape;
import io.credence.bnn.inference.vi.BayesByBackprop;
import io.credence.bnn.inference.vi.StepListener;
import io.credence.bnn.inference.vi.TrainingOptions;
import io.credence.bnn.inference.vi.TrainingOptions.Device;
import io.credence.bnn.inference.vi.TrainingOptions.HeadPrior;
import io.credence.bnn.inference.vi.TrainingOptions.Schedule;
import io.credence.bnn.network.Architecture;
import io.credence.bnn.posterior.Posterior;
import io.credence.bnn.random.Key;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The time-series network: an LSTM of 8 units, as the demo's, trained once; its head is fitted by every method. */
final class Series {

    static final int TRAIN = 400;
    static final int HOLDOUT = 4000;
    static final int DRAWS = 100;

    /** Of every weight and bias. */
    static final double PRIOR_SD = 0.3;

    private static final double RAW_DF = 2;
    private static final int STEPS = 300;

    private final long seed;
    private final SequenceData data;
    private final List<FrozenBackbone> backbones = new ArrayList<>();
    private final List<HeadRows> rows = new ArrayList<>();
    private final Map<String, Cost> costs = new LinkedHashMap<>();
    private final double trainMs;
    private final double mapNll;
    private final double mapMs;
    private final double mapUs;
    private final double mapGradients;

    Series(long seed) {
        this.seed = seed;
        data = World.series(TRAIN + HOLDOUT, TRAIN + HOLDOUT, seed);
        long begin = System.nanoTime();
        backbone(0);
        trainMs = (System.nanoTime() - begin) / 1e6;
        HeadDensity target = target(0, TRAIN);
        HeadMethods.maximum(target(0, TRAIN));
        long start = System.nanoTime();
        double[] maximum = HeadMethods.maximum(target);
        mapMs = (System.nanoTime() - start) / 1e6;
        mapGradients = target.gradients();
        HeadPredictive map = HeadPredictive.at(target.shape(), maximum);
        map.nll(holdout(0));
        start = System.nanoTime();
        mapNll = map.nll(holdout(0));
        mapUs = (System.nanoTime() - start) / 1e3 / HOLDOUT;
    }

    /**
     * What a method cost and what it scores.
     *
     * @param gradients over all rows
     * @param milliseconds of the fit
     * @param microseconds of a row's predictive density from {@link #DRAWS} draws
     * @param nll of the hold-out, in nats
     */
    record Cost(double gradients, double milliseconds, double microseconds, double nll) {}

    /** Point weights. */
    Cost map() {
        return new Cost(mapGradients, mapMs, mapUs, mapNll);
    }

    double trainMs() {
        return trainMs;
    }

    /** Fits a method by name, once. */
    Cost cost(String name) {
        return costs.computeIfAbsent(name, this::fit);
    }

    private Cost fit(String name) {
        HeadDensity target = target(0, TRAIN);
        long start = System.nanoTime();
        Posterior posterior = HeadMethods.catalogue().get(name).fit(target, Key.of(seed + 1));
        double milliseconds = (System.nanoTime() - start) / 1e6;
        return score(posterior.draw(DRAWS, Key.of(seed + 2)), target.gradients(), milliseconds);
    }

    /** The score of draws of the first network's head. */
    Cost score(double[][] draws, double gradients, double milliseconds) {
        HeadPredictive predictive = new HeadPredictive(shape(), draws);
        long start = System.nanoTime();
        double nll = predictive.nll(holdout(0));
        return new Cost(gradients, milliseconds, (System.nanoTime() - start) / 1e3 / HOLDOUT, nll);
    }

    HeadShape shape() {
        return rows(0).shape();
    }

    /** A network trained from another start; 0 is the one that methods share. */
    FrozenBackbone backbone(int member) {
        while (backbones.size() <= member) {
            SequenceData training = part(data, TRAIN);
            FrozenBackbone backbone = new FrozenBackbone(BayesByBackprop.with(options())
                    .train(List.of(training), seed + 10 + backbones.size(), StepListener.SILENT));
            backbones.add(backbone);
            rows.add(backbone.rows(data));
        }
        return backbones.get(member);
    }

    /** The head's density on the first rows. */
    HeadDensity target(int member, int count) {
        HeadRows training = rows(member).range(0, count);
        return HeadDensity.of(training, training.shape().prior(PRIOR_SD, PRIOR_SD, RAW_DF, 1));
    }

    HeadRows holdout(int member) {
        return rows(member).range(TRAIN, TRAIN + HOLDOUT);
    }

    /** The same kind of world, with returns three times as large from a step on. */
    HeadRows broken(int steps, int breakAt) {
        return backbone(0).rows(World.series(steps, breakAt, seed + 5));
    }

    /** The same start and data on a device, for a few steps. */
    FrozenBackbone trained(Device device, int steps) {
        TrainingOptions few =
                options().withSchedule(Schedule.withDefaults().withSteps(steps)).withDevice(device);
        return new FrozenBackbone(
                BayesByBackprop.with(few).train(List.of(part(data, TRAIN)), seed, StepListener.SILENT));
    }

    static TrainingOptions options() {
        return TrainingOptions.withDefaults()
                .withArchitecture(new Architecture(8, 1, 0, true))
                .withPrior(new HeadPrior(PRIOR_SD, PRIOR_SD, RAW_DF, 1, 0.05))
                .withSchedule(Schedule.withDefaults().withSteps(STEPS))
                .withDevice(Device.CPU);
    }

    private HeadRows rows(int member) {
        backbone(member);
        return rows.get(member);
    }

    /** The first steps. */
    static SequenceData part(SequenceData whole, int steps) {
        SequenceData.Builder part = SequenceData.builder(steps, whole.inputs(), whole.horizons());
        float[] row = new float[whole.inputs()];
        for (int step = 0; step < steps; step++) {
            whole.copyFeatures(step, step + 1, row, 0);
            part.features(step, row).target(step, 0, whole.target(step, 0), World.BASELINE);
        }
        return part.build();
    }
}
