package io.credence.bnn.bench.vdp;

import io.credence.bnn.bench.LineChart;
import io.credence.bnn.inference.moment.MomentForecast;
import io.credence.bnn.inference.moment.TrainedWeights;
import io.credence.bnn.inference.moment.WindowData;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** All trainings: of each method one for each seed. */
record Trained(Map<Method, Fit[]> fits) {

    /** From the cheapest; {@link Method#DET} and {@link Method#BBB} are always there. */
    List<Method> methods() {
        return List.copyOf(fits.keySet());
    }

    Fit[] of(Method method) {
        Fit[] all = fits.get(method);
        if (all == null) {
            throw new IllegalStateException(method + " has not been trained");
        }
        return all;
    }

    /** A figure of each training. */
    Sample sample(Method method, ToDoubleFunction<Fit> figure) {
        return new Sample(Arrays.stream(of(method)).mapToDouble(figure).toArray());
    }

    /** Each training's forecasts, {@code [seeds][rows]}, of weights that are changed first. */
    MomentForecast[][] forecasts(Method method, UnaryOperator<TrainedWeights> change, WindowData data) {
        return Arrays.stream(of(method))
                .map(fit -> method.forecasts(change.apply(fit.weights()), data))
                .toArray(MomentForecast[][]::new);
    }

    /** A figure of each training's forecasts. */
    static Sample sample(MomentForecast[][] forecasts, ToDoubleFunction<MomentForecast[]> figure) {
        return new Sample(Arrays.stream(forecasts).mapToDouble(figure).toArray());
    }

    static LineChart.Point point(double x, Sample sample) {
        return new LineChart.Point(x, sample.mean(), sample.half());
    }
}
