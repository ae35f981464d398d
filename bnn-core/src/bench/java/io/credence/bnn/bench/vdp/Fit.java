package io.credence.bnn.bench.vdp;

import io.credence.bnn.inference.moment.MomentForecast;
import io.credence.bnn.inference.moment.MomentOptions;
import io.credence.bnn.inference.moment.MomentTraining;
import io.credence.bnn.inference.moment.TrainedWeights;
import io.credence.bnn.inference.moment.WindowData;
import io.credence.bnn.network.moment.MomentNetwork;
import io.credence.bnn.random.Key;
import java.lang.management.ManagementFactory;
import java.util.stream.IntStream;

/**
 * One training and what it cost.
 *
 * @param secondsPerEpoch processor time, without the first epochs
 * @param peakBytes over what was resident before
 */
record Fit(TrainedWeights weights, double secondsPerEpoch, double peakBytes) {

    private static final int WARM_UP = 2;

    static Fit of(Method method, MomentNetwork network, MomentOptions options, WindowData data, long seed) {
        MomentTraining training = MomentTraining.of(network, method.carried, options);
        // Java's own heap grows here, so that it does not count as the training's
        MomentTraining.of(network, method.carried, options.withEpochs(1)).run(data, Key.of(seed), epoch -> {});
        long[] ends = new long[options.epochs() + 1];
        TrainedWeights[] result = new TrainedWeights[1];
        double peak = NativeMemory.peak(
                () -> result[0] = training.run(data, Key.of(seed), epoch -> ends[epoch] = cpuNanos()));
        double seconds = (ends[options.epochs()] - ends[WARM_UP]) / 1e9 / (options.epochs() - WARM_UP);
        return new Fit(result[0], seconds, peak);
    }

    /** Of this thread, on which the engine computes: what else the machine does is not counted. */
    static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** In nats a row. */
    static double nll(MomentForecast[] forecasts, WindowData data) {
        return IntStream.range(0, forecasts.length)
                .mapToDouble(i -> forecasts[i].negativeLogDensity(data.targets()[i]))
                .average()
                .orElseThrow();
    }

    /** In the targets' unit. */
    static double crps(MomentForecast[] forecasts, WindowData data) {
        return IntStream.range(0, forecasts.length)
                .mapToDouble(i -> forecasts[i].crps(data.targets()[i]))
                .average()
                .orElseThrow();
    }
}
