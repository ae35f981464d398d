package io.credence.risk.application;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.distribution.Interval;
import io.credence.risk.port.ForecastRow;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Computes the figures that are stored with a forecast. */
final class FiguresOf {

    /** The posterior mass of the stored intervals. */
    static final double MASS = 0.9;

    private FiguresOf() {}

    static ForecastRow.Figures of(ForecastDistribution forecast) {
        List<Interval> var = intervals(level -> forecast.valueAtRiskInterval(level, MASS));
        List<Interval> es = intervals(level -> forecast.expectedShortfallInterval(level, MASS));
        return new ForecastRow.Figures(
                forecast.mean(),
                forecast.aleatoricVariance(),
                forecast.epistemicVariance(),
                Arrays.stream(ForecastRow.PROBABILITIES).map(forecast::quantile).toArray(),
                atLevels(forecast::valueAtRisk),
                atLevels(forecast::expectedShortfall),
                var.stream().mapToDouble(Interval::low).toArray(),
                var.stream().mapToDouble(Interval::high).toArray(),
                es.stream().mapToDouble(Interval::low).toArray(),
                es.stream().mapToDouble(Interval::high).toArray());
    }

    private static double[] atLevels(ToDoubleFunction<ConfidenceLevel> measure) {
        return ConfidenceLevel.STANDARD.stream().mapToDouble(measure).toArray();
    }

    private static List<Interval> intervals(java.util.function.Function<ConfidenceLevel, Interval> measure) {
        return ConfidenceLevel.STANDARD.stream().map(measure).toList();
    }
}
