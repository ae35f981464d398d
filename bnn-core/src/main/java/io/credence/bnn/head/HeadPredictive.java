package io.credence.bnn.head;

import io.credence.bnn.distribution.StudentT;
import io.credence.bnn.likelihood.Baseline;
import io.credence.bnn.likelihood.HurdleStudentTRow;
import io.credence.bnn.predictive.HurdleMixture;
import java.util.Arrays;

/**
 * What draws of a head's parameters predict: for every row and horizon a mixture of equally likely parts.
 *
 * @param shape of the head
 * @param draws {@code [draws][dimension]}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HeadPredictive(HeadShape shape, double[][] draws) {

    public HeadPredictive {
        if (draws.length == 0 || Arrays.stream(draws).anyMatch(draw -> draw.length != shape.dimension())) {
            throw new IllegalArgumentException("draws are " + draws.length + "; there must be at least 1, each of the "
                    + shape.dimension() + " parameters of " + shape);
        }
    }

    /** One point alone, such as a maximum. */
    public static HeadPredictive at(HeadShape shape, double[] point) {
        return new HeadPredictive(shape, new double[][] {point});
    }

    /** The log of the mixture's density at each target in nats, {@code [rows][horizons]}; NaN where a target is missing. */
    public double[][] logDensities(HeadRows rows) {
        double[][] result = new double[rows.rows()][shape.horizons()];
        double[] unused = new double[HurdleStudentTRow.PARAMETERS];
        double[] logs = new double[draws.length];
        for (int h = 0; h < shape.horizons(); h++) {
            HurdleStudentTRow[] likelihoods = likelihoods(h);
            for (int row = 0; row < rows.rows(); row++) {
                for (int s = 0; s < logs.length; s++) {
                    logs[s] = logDensity(rows, row, h, likelihoods[s], draws[s], unused);
                }
                result[row][h] = Double.isNaN(rows.targets()[row][h]) ? Double.NaN : logMeanExp(logs);
            }
        }
        return result;
    }

    /** The mean over targets of minus their log density, in nats. */
    public double nll(HeadRows rows) {
        return -Arrays.stream(logDensities(rows))
                .flatMapToDouble(Arrays::stream)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElseThrow(() -> new IllegalArgumentException("all targets of " + rows.rows() + " rows are missing"));
    }

    /** The predictive distribution of one row and horizon, whether or not its target is known. */
    public HurdleMixture mixture(HeadRows rows, int row, int horizon) {
        Baseline baseline = rows.baselines()[row][horizon];
        int count = draws.length;
        double[] off = new double[count];
        double[] locations = new double[count];
        double[] scales = new double[count];
        StudentT[] ts = new StudentT[count];
        for (int s = 0; s < count; s++) {
            double[] x = rows.features()[row];
            off[s] = 1 / (1 + Math.exp(baseline.logit() + output(draws[s], x, 0, horizon)));
            locations[s] = baseline.location() + baseline.locationScale() * output(draws[s], x, 1, horizon);
            scales[s] = Math.hypot(baseline.floor(), Math.exp(baseline.logScale() + output(draws[s], x, 2, horizon)));
            ts[s] = StudentT.of(
                    HurdleStudentTRow.of(draws[s][shape.rawDf(horizon)]).df());
        }
        return HurdleMixture.of(off, locations, scales, ts);
    }

    /** One target's under one draw, with its gradient by outputs and raw df. */
    double logDensity(HeadRows rows, int row, int h, HurdleStudentTRow likelihood, double[] draw, double[] gradient) {
        double[] x = rows.features()[row];
        return likelihood.evaluate(
                rows.targets()[row][h],
                rows.baselines()[row][h],
                output(draw, x, 0, h),
                output(draw, x, 1, h),
                output(draw, x, 2, h),
                gradient);
    }

    private HurdleStudentTRow[] likelihoods(int horizon) {
        return Arrays.stream(draws)
                .map(draw -> HurdleStudentTRow.of(draw[shape.rawDf(horizon)]))
                .toArray(HurdleStudentTRow[]::new);
    }

    private double output(double[] draw, double[] x, int output, int horizon) {
        int at = (output * shape.horizons() + horizon) * shape.width();
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            sum += draw[at + j] * x[j];
        }
        return sum;
    }

    private static double logMeanExp(double[] logs) {
        double largest = Arrays.stream(logs).max().orElseThrow();
        if (largest == Double.NEGATIVE_INFINITY) {
            return largest;
        }
        double sum = 0;
        for (double log : logs) {
            sum += Math.exp(log - largest);
        }
        return largest + Math.log(sum / logs.length);
    }
}
