package io.credence.bnn.inference.moment;

import io.credence.bnn.network.moment.MomentNetwork;
import java.util.Arrays;

/**
 * Where a training begins, and which weights take part in it.
 *
 * @param points the means, then with uncertain weights the logs of their standard deviations
 * @param kept 1 of each weight that takes part, 0 of each that was pruned, {@code [size]}
 * @param isTrained whether the points come from an earlier training
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record TrainingStart(double[] points, double[] kept, boolean isTrained) {

    /** A pruned weight's: its variance is as good as 0, yet has a root with a slope. */
    private static final double NO_LOG_SD = -30;

    /** Point weights that have not been trained. */
    static TrainingStart of(double[] means) {
        return new TrainingStart(means, ones(means.length), false);
    }

    /** Uncertain weights that have not been trained. */
    static TrainingStart of(double[] means, double[] variances) {
        return new TrainingStart(joined(means, variances), ones(means.length), false);
    }

    /** What an earlier training and pruning left. */
    static TrainingStart of(TrainedWeights from, boolean uncertain) {
        double[] kept = ones(from.means().length);
        Arrays.setAll(kept, i -> from.means()[i] == 0 && from.variances()[i] == 0 ? 0 : 1);
        double[] points = uncertain
                ? joined(from.means(), from.variances())
                : from.means().clone();
        return new TrainingStart(points, kept, true);
    }

    boolean isPruned() {
        return Arrays.stream(kept).anyMatch(each -> each == 0);
    }

    /** The weights of points that were trained. */
    TrainedWeights trained(MomentNetwork network, float[] after, double logScale) {
        int size = kept.length;
        double[] means = new double[size];
        double[] variances = new double[size];
        for (int i = 0; i < size; i++) {
            means[i] = kept[i] == 0 ? 0 : after[i];
            variances[i] = kept[i] == 0 || after.length == size ? 0 : Math.exp(2.0 * after[size + i]);
        }
        return new TrainedWeights(network, means, variances, logScale);
    }

    private static double[] joined(double[] means, double[] variances) {
        double[] all = Arrays.copyOf(means, 2 * means.length);
        for (int i = 0; i < variances.length; i++) {
            all[means.length + i] = variances[i] == 0 ? NO_LOG_SD : 0.5 * Math.log(variances[i]);
        }
        return all;
    }

    private static double[] ones(int size) {
        double[] ones = new double[size];
        Arrays.fill(ones, 1);
        return ones;
    }
}
