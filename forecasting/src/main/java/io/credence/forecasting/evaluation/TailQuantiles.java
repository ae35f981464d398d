package io.credence.forecasting.evaluation;

/** The lower tails of the forecast distributions of some days, as far as a simulation under the null needs them. */
@FunctionalInterface
public interface TailQuantiles {

    /**
     * The return of a day at a probability.
     *
     * @param probability strictly between 0 and 1; tests of one level ask for no more than its tail unless they say so
     * @return in percent
     */
    double at(int day, double probability);

    /**
     * A generalised Pareto tail beyond the value at risk whose mean is the expected shortfall: for forecasts that are these two numbers
     * and no more. The loss is {@code VaR + beta/xi ((p/alpha)^-xi - 1)} with {@code beta = (1 - xi) (ES - VaR)}.
     *
     * @param tailIndex xi, over 0 and under 1; daily returns have about 0.1 to 0.3
     */
    static TailQuantiles generalisedPareto(TailForecasts forecasts, double tailIndex) {
        if (!(tailIndex > 0 && tailIndex < 1)) {
            throw new IllegalArgumentException(
                    "tail index is " + tailIndex + "; it must lie between 0 and 1, as in 0.15");
        }
        double tail = forecasts.level().tail();
        return (day, p) -> {
            double scale = (1 - tailIndex) * (forecasts.es(day) - forecasts.var(day));
            return -forecasts.var(day) - scale / tailIndex * (Math.pow(p / tail, -tailIndex) - 1);
        };
    }
}
