package io.credence.forecasting.bench.tape;

import java.util.Arrays;

/** The area under the receiver operating characteristic: the probability that a score of the one kind is above one of the other, ties counted half. */
final class Auroc {

    private Auroc() {}

    /** Neither may be empty or hold NaN. */
    static double of(double[] faulty, double[] ordinary) {
        double[] sorted = ordinary.clone();
        Arrays.sort(sorted);
        double pairs = 0;
        for (double score : faulty) {
            pairs += 0.5 * (below(sorted, score) + below(sorted, Math.nextUp(score)));
        }
        return pairs / faulty.length / ordinary.length;
    }

    private static int below(double[] sorted, double score) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < score) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
