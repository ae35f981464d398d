package io.credence.forecasting.model;

import io.credence.forecasting.distribution.ConfidenceLevel;
import java.util.Arrays;
import java.util.List;

/**
 * Which features of which of the last bars moved a forecast, away from what the model says when it has seen nothing but average bars: then the
 * volatility reference and its recalibration, which are the last bar's, speak alone.
 *
 * @param level of the value at risk
 * @param features by name, in the order of the columns
 * @param risk of the value at risk, in percent of the price
 * @param doubt of the epistemic part: the posterior standard deviation of the value at risk over the value at risk
 */
public record Attribution(ConfidenceLevel level, List<String> features, Part risk, Part doubt) {

    public Attribution {
        features = List.copyOf(features);
    }

    /**
     * Of one figure: {@code value = start + sum of moved + older + gap}.
     *
     * @param value as forecast
     * @param start as it would be after average bars
     * @param moved {@code [lags][features]}, by integrated gradients, the last bar first; not copied
     * @param older what came from bars before these, through the recurrent state
     * @param trust how far slopes can be believed
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
    public record Part(double value, double start, double[][] moved, double older, Trust trust) {

        /** What is left over, from integrating along the way in steps; small beside the rest, or the table means little. */
        public double gap() {
            return value - start - older - sum(moved);
        }

        /** What all features of one bar moved. */
        public double ofLag(int lag) {
            return Arrays.stream(moved[lag]).sum();
        }

        /** What one feature moved in all bars. */
        public double ofFeature(int feature) {
            return Arrays.stream(moved).mapToDouble(row -> row[feature]).sum();
        }

        /** The share of an amount in all that was moved, whatever its sign; 0 where nothing was. */
        public double share(double amount) {
            double all = Math.abs(older)
                    + Arrays.stream(moved)
                            .flatMapToDouble(Arrays::stream)
                            .map(Math::abs)
                            .sum();
            return all == 0 ? 0 : Math.abs(amount) / all;
        }

        private static double sum(double[][] rows) {
            return Arrays.stream(rows).flatMapToDouble(Arrays::stream).sum();
        }
    }

    /**
     * Two measures of Yeh et al. (2019), of each of three ways to give slopes to features. The inputs are moved by Gaussian noise of a tenth of
     * each feature's standard deviation in training, or within as much.
     *
     * @param gradient at the forecast itself
     * @param smooth the mean gradient under such noise
     * @param integrated the mean gradient on the way from the start, which the table is made of
     */
    public record Trust(Measures gradient, Measures smooth, Measures integrated) {}

    /**
     * Of one way.
     *
     * @param infidelity mean square of what slopes foretell wrongly, in the figure's unit squared
     * @param unexplained the same as a share of the mean square change; 1 is as good as slopes of zero
     * @param sensitivity the greatest turn of the slopes, over their length
     */
    public record Measures(double infidelity, double unexplained, double sensitivity) {}
}
