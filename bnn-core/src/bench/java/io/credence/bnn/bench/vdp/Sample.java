package io.credence.bnn.bench.vdp;

import io.credence.bnn.distribution.StudentT;
import java.util.Arrays;

/** A figure of several seeds. */
record Sample(double... values) {

    double mean() {
        return Arrays.stream(values).average().orElseThrow();
    }

    /** Half the width of the 95 % interval of the mean (Student's t); NaN of fewer than three seeds. */
    double half() {
        if (values.length < 3) {
            return Double.NaN;
        }
        return quantile(StudentT.of(values.length - 1)) * error();
    }

    /** The two-sided p-value of a mean of 0: of differences, the paired t-test. */
    double p() {
        return values.length < 3
                ? Double.NaN
                : 2 * StudentT.of(values.length - 1).survival(Math.abs(mean()) / error());
    }

    Sample minus(Sample other) {
        double[] gaps = values.clone();
        Arrays.setAll(gaps, i -> values[i] - other.values[i]);
        return new Sample(gaps);
    }

    private double error() {
        double mean = mean();
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(squares / (values.length - 1) / values.length);
    }

    /** At 97.5 %, by halving. */
    private static double quantile(StudentT t) {
        double low = 0;
        double high = 100;
        for (int i = 0; i < 60; i++) {
            double middle = 0.5 * (low + high);
            if (t.cdf(middle) < 0.975) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
