package io.credence.bnn.head;

import io.credence.bnn.density.LogDensity;
import io.credence.bnn.inference.laplace.Laplace;
import io.credence.bnn.likelihood.HurdleStudentTRow;
import io.credence.bnn.random.Key;
import java.util.Arrays;

/**
 * Temperature scaling of a fitted head: two numbers per horizon, added to every draw's log scale and raw degrees of freedom, that
 * make the predictive mixture likeliest on validation rows. The scale is what a temperature is to a Gaussian; the degrees of freedom
 * mend tails that the scale cannot. Both are 0 where the posterior is calibrated.
 *
 * <p>Guo, Pleiss, Sun and Weinberger (2017), "On Calibration of Modern Neural Networks", for classes; Levi et al. (2022), "Evaluating
 * and Calibrating Uncertainty Prediction in Regression Tasks", for scales.
 *
 * @param logScales added to the log scale, {@code [horizons]}
 * @param rawDfs added to the raw degrees of freedom, {@code [horizons]}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TemperatureScaling(double[] logScales, double[] rawDfs) {

    private static final int STEPS = 40;

    /** The standard deviation of a weak prior around 0, which matters only where validation rows are a handful. */
    private static final double PRIOR_SD = 2;

    /** The scaling that fits these rows best. */
    public static TemperatureScaling fit(HeadPredictive predictive, HeadRows validation) {
        int horizons = predictive.shape().horizons();
        Laplace climber = Laplace.of(
                new Fit(predictive, validation), Laplace.Options.withDefaults().withStart(new double[2 * horizons]));
        double[] point = climber.run(Key.of(0), STEPS).point();
        return new TemperatureScaling(
                Arrays.copyOf(point, horizons), Arrays.copyOfRange(point, horizons, 2 * horizons));
    }

    /** The predictive with every draw scaled. */
    public HeadPredictive apply(HeadPredictive predictive) {
        HeadShape shape = predictive.shape();
        if (logScales.length != shape.horizons()) {
            throw new IllegalArgumentException(
                    "scaling is of " + logScales.length + " horizons; the head has " + shape.horizons());
        }
        double[][] scaled =
                Arrays.stream(predictive.draws()).map(double[]::clone).toArray(double[][]::new);
        for (double[] draw : scaled) {
            for (int h = 0; h < logScales.length; h++) {
                draw[logScaleBias(shape, h)] += logScales[h];
                draw[shape.rawDf(h)] += rawDfs[h];
            }
        }
        return new HeadPredictive(shape, scaled);
    }

    private static int logScaleBias(HeadShape shape, int horizon) {
        return (2 * shape.horizons() + horizon) * shape.width() + shape.features();
    }

    /** The validation rows' log likelihood by the shifts, with the weak prior. */
    private record Fit(HeadPredictive predictive, HeadRows rows) implements LogDensity {

        @Override
        public int dimension() {
            return 2 * predictive.shape().horizons();
        }

        @Override
        public void evaluate(double[][] points, double[] values, double[][] gradients) {
            for (int p = 0; p < points.length; p++) {
                values[p] = evaluate(points[p], gradients[p]);
            }
        }

        @Override
        public double evaluate(double[] point, double[] gradient) {
            int horizons = predictive.shape().horizons();
            TemperatureScaling scaling = new TemperatureScaling(
                    Arrays.copyOf(point, horizons), Arrays.copyOfRange(point, horizons, 2 * horizons));
            double value = 0;
            for (int i = 0; i < point.length; i++) {
                gradient[i] = -point[i] / (PRIOR_SD * PRIOR_SD);
                value -= 0.5 * point[i] * point[i] / (PRIOR_SD * PRIOR_SD);
            }
            HeadPredictive scaled = scaling.apply(predictive);
            for (int h = 0; h < horizons; h++) {
                value += new Horizon(scaled, rows, h).add(gradient);
            }
            return value;
        }
    }

    /** One horizon's rows. */
    private static final class Horizon {

        private final HeadPredictive scaled;
        private final HeadRows rows;
        private final int horizon;
        private final HurdleStudentTRow[] likelihoods;
        private final double[] logs;
        private final double[][] scores;

        Horizon(HeadPredictive scaled, HeadRows rows, int horizon) {
            this.scaled = scaled;
            this.rows = rows;
            this.horizon = horizon;
            int draws = scaled.draws().length;
            int rawDf = scaled.shape().rawDf(horizon);
            likelihoods = Arrays.stream(scaled.draws())
                    .map(draw -> HurdleStudentTRow.of(draw[rawDf]))
                    .toArray(HurdleStudentTRow[]::new);
            logs = new double[draws];
            scores = new double[draws][HurdleStudentTRow.PARAMETERS];
        }

        double add(double[] gradient) {
            double sum = 0;
            for (int row = 0; row < rows.rows(); row++) {
                if (!Double.isNaN(rows.targets()[row][horizon])) {
                    sum += add(row, gradient);
                }
            }
            return sum;
        }

        /** The gradient of a log of a mean is the mean of gradients, weighted by the parts' shares. */
        private double add(int row, double[] gradient) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int s = 0; s < logs.length; s++) {
                logs[s] = scaled.logDensity(rows, row, horizon, likelihoods[s], scaled.draws()[s], scores[s]);
                largest = Math.max(largest, logs[s]);
            }
            double total = 0;
            for (double log : logs) {
                total += Math.exp(log - largest);
            }
            for (int s = 0; s < logs.length; s++) {
                double share = Math.exp(logs[s] - largest) / total;
                gradient[horizon] += share * scores[s][2];
                gradient[scaled.shape().horizons() + horizon] += share * scores[s][3];
            }
            return largest + Math.log(total / logs.length);
        }
    }
}
