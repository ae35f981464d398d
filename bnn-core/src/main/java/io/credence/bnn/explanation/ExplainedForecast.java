package io.credence.bnn.explanation;

import io.credence.bnn.distribution.Gaussian;
import io.credence.bnn.network.HeadMoments;
import io.credence.bnn.network.NetworkSpec;
import io.credence.bnn.network.SequenceNetwork;
import io.credence.bnn.network.WindowGradients;

/**
 * A number of a network's forecast after a window, as {@link WindowGradients} lays points out. The number's slopes by means and variances of the
 * head's outputs are central differences in double arithmetic; from there to the inputs the engine's backward pass goes. Holds native
 * memory until closed; used by one platform thread at a time.
 */
public final class ExplainedForecast implements Explained, AutoCloseable {

    /** The cube root of what the quantiles' solvers leave open, in units of an output. */
    private static final double STEP = 1e-3;

    private final WindowGradients window;
    private final int horizon;
    private final int horizons;
    private final HeadFunctional functional;

    private ExplainedForecast(WindowGradients window, int horizon, int horizons, HeadFunctional functional) {
        this.window = window;
        this.horizon = horizon;
        this.horizons = horizons;
        this.functional = functional;
    }

    /**
     * Of windows of that many steps.
     *
     * @param steps at least 1
     * @param horizon its index among the network's
     */
    public static ExplainedForecast of(SequenceNetwork network, int steps, int horizon, HeadFunctional functional) {
        if (horizon < 0 || horizon >= network.horizons()) {
            throw new IllegalArgumentException("horizon " + horizon + " was asked for; the network has those from 0 to "
                    + (network.horizons() - 1));
        }
        return new ExplainedForecast(WindowGradients.of(network, steps), horizon, network.horizons(), functional);
    }

    /** Numbers of a point. */
    public int size() {
        return window.size();
    }

    @Override
    public double[] values(double[][] points) {
        HeadMoments moments = window.moments(points);
        double[] values = new double[points.length];
        for (int row = 0; row < values.length; row++) {
            values[row] = value(outputs(moments, row), moments.rawDf(horizon));
        }
        return values;
    }

    @Override
    public double[][] gradients(double[][] points) {
        return window.gradients(points, this::slopes);
    }

    @Override
    public void close() {
        window.close();
    }

    private void slopes(HeadMoments moments, float[] byMean, float[] byVariance) {
        for (int row = 0; row < moments.rows(); row++) {
            Gaussian[] outputs = outputs(moments, row);
            Gaussian rawDf = moments.rawDf(horizon);
            for (int output = 0; output < outputs.length; output++) {
                int at = (row * NetworkSpec.LINEAR_OUTPUTS + output) * horizons + horizon;
                byMean[at] = (float) slopeByMean(outputs, output, rawDf);
                byVariance[at] = (float) slopeByVariance(outputs, output, rawDf);
            }
        }
    }

    private double slopeByMean(Gaussian[] outputs, int output, Gaussian rawDf) {
        Gaussian centre = outputs[output];
        double up = value(with(outputs, output, centre.plus(STEP)), rawDf);
        double down = value(with(outputs, output, centre.plus(-STEP)), rawDf);
        return (up - down) / (2 * STEP);
    }

    /** By the variance, in steps that are a share of the standard deviation. */
    private double slopeByVariance(Gaussian[] outputs, int output, Gaussian rawDf) {
        Gaussian centre = outputs[output];
        if (centre.sd() == 0) {
            return 0;
        }
        double step = 10 * STEP * centre.sd();
        double up = value(with(outputs, output, new Gaussian(centre.mean(), centre.sd() + step)), rawDf);
        double down = value(with(outputs, output, new Gaussian(centre.mean(), centre.sd() - step)), rawDf);
        return (up - down) / (4 * step * centre.sd());
    }

    private static Gaussian[] with(Gaussian[] outputs, int output, Gaussian other) {
        Gaussian[] changed = outputs.clone();
        changed[output] = other;
        return changed;
    }

    private Gaussian[] outputs(HeadMoments moments, int row) {
        return new Gaussian[] {
            moments.logit(row, horizon), moments.location(row, horizon), moments.logScale(row, horizon)
        };
    }

    private double value(Gaussian[] outputs, Gaussian rawDf) {
        return functional.of(outputs[0], outputs[1], outputs[2], rawDf);
    }
}
