package io.credence.forecasting.model.bayesian;

import io.credence.bnn.distribution.GaussLegendre;
import io.credence.bnn.distribution.Gaussian;
import io.credence.bnn.explanation.AttributionMethod;
import io.credence.bnn.explanation.Explained;
import io.credence.bnn.explanation.ExplainedForecast;
import io.credence.bnn.explanation.HeadFunctional;
import io.credence.bnn.explanation.HeldTail;
import io.credence.bnn.explanation.Infidelity;
import io.credence.bnn.explanation.IntegratedGradients;
import io.credence.bnn.explanation.SensitivityMax;
import io.credence.bnn.explanation.SmoothGrad;
import io.credence.bnn.network.SequenceNetwork;
import io.credence.bnn.random.Key;
import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.distribution.Interval;
import io.credence.forecasting.feature.Feature;
import io.credence.forecasting.model.Attribution;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Says which features of which bars moved a forecast. A point is what the network saw of those bars, and its recurrent state before them; the
 * start is zero throughout, which is the training span's average (no change, for a signed feature) and a network that has seen nothing.
 */
final class ForecastAttribution {

    /** With 16 nodes what is left over is some 1e-4 of the change. */
    private static final GaussLegendre RULE = GaussLegendre.of(16);

    private static final double NOISE = 0.1;
    private static final int DRAWS = 32;
    private static final Key KEY = Key.of(51);

    /** Of a posterior interval whose half width is so many standard deviations of a Gaussian. */
    private static final double MASS = 0.9;

    private static final double DEVIATIONS = 1.6448536269514722;

    private final SequenceNetwork network;
    private final double[] point;
    private final int lags;

    /**
     * @param rows inputs of the network, a row a bar
     * @param state the network's before the first
     */
    ForecastAttribution(SequenceNetwork network, List<float[]> rows, byte[] state) {
        this.network = network;
        this.lags = rows.size();
        this.point = new double[lags * Feature.COUNT + state.length / Float.BYTES];
        int at = 0;
        for (float[] row : rows) {
            for (float value : row) {
                point[at++] = value;
            }
        }
        ByteBuffer floats = ByteBuffer.wrap(state).order(ByteOrder.LITTLE_ENDIAN);
        while (floats.hasRemaining()) {
            point[at++] = floats.getFloat();
        }
    }

    /** What a horizon's outputs mean as a distribution, all else that belongs to the last bar held. */
    @FunctionalInterface
    interface Meaning {
        ForecastDistribution of(Gaussian logit, Gaussian location, Gaussian logScale, Gaussian rawDf);
    }

    /**
     * Of one horizon.
     *
     * @param horizon its index
     * @param meaning of the head's outputs at the last bar
     */
    Attribution of(int horizon, ConfidenceLevel level, Meaning meaning) {
        return new Attribution(
                level,
                Stream.of(Feature.values()).map(Feature::name).toList(),
                part(
                        horizon,
                        (logit, location, logScale, rawDf) ->
                                meaning.of(logit, location, logScale, rawDf).valueAtRisk(level)),
                part(
                        horizon,
                        (logit, location, logScale, rawDf) ->
                                doubt(meaning.of(logit, location, logScale, rawDf), level)));
    }

    /** The posterior standard deviation of the value at risk, over itself. */
    static double doubt(ForecastDistribution forecast, ConfidenceLevel level) {
        Interval interval = forecast.valueAtRiskInterval(level, MASS);
        double risk = forecast.valueAtRisk(level);
        if (!(risk > 0)) {
            throw new IllegalStateException("value at risk at " + level.value() + " is " + risk
                    + " where an explanation looks: an unchanged price is likelier than the level, and nothing moves"
                    + " it. Maybe ask for a higher level or a longer horizon.");
        }
        return (interval.high() - interval.low()) / (2 * DEVIATIONS * risk);
    }

    private Attribution.Part part(int horizon, HeadFunctional figure) {
        try (ExplainedForecast explained = ExplainedForecast.of(network, lags, horizon, figure)) {
            double[] start = new double[point.length];
            IntegratedGradients way = new IntegratedGradients(start, RULE);
            double[] moved = way.contributions(explained, point);
            double[] ends = explained.values(new double[][] {start, point});
            int features = lags * Feature.COUNT;
            Explained window = new HeldTail(explained, point, features);
            Attribution.Trust trust = new Attribution.Trust(
                    measures(window, AttributionMethod.inputGradient()),
                    measures(window, new SmoothGrad(NOISE, DRAWS / 2, KEY.child(0))),
                    measures(
                            window,
                            (output, points) ->
                                    HeldTail.cut(way.of(explained, HeldTail.joined(points, point)), features)));
            double older = Arrays.stream(moved, features, moved.length).sum();
            return new Attribution.Part(ends[1], ends[0], byLag(moved), older, trust);
        }
    }

    /** The last bar first. */
    private double[][] byLag(double[] moved) {
        double[][] rows = new double[lags][];
        for (int lag = 0; lag < lags; lag++) {
            int from = (lags - 1 - lag) * Feature.COUNT;
            rows[lag] = Arrays.copyOfRange(moved, from, from + Feature.COUNT);
        }
        return rows;
    }

    /** Of slopes by the features; the state before them is held. */
    private Attribution.Measures measures(Explained explained, AttributionMethod method) {
        double[][] points = {Arrays.copyOf(point, lags * Feature.COUNT)};
        Infidelity.Score score =
                new Infidelity(NOISE, DRAWS, KEY.child(1)).of(explained, points, method.of(explained, points))[0];
        double turned = new SensitivityMax(NOISE, DRAWS / 2, KEY.child(2)).of(method, explained, points)[0].share();
        return new Attribution.Measures(score.error(), score.share(), turned);
    }
}
