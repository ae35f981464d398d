package io.credence.forecasting.portfolio;

import java.util.function.IntFunction;

/** Losses by scenario, of simple returns. */
final class PortfolioLosses {

    private PortfolioLosses() {}

    /** Of one unit of currency held of a name. */
    static double[] ofUnit(Scenarios scenarios, int name) {
        return scaled(scenarios.returns(name), -1);
    }

    /** Of all names together. */
    static double[] total(Scenarios scenarios, double[] values) {
        return total(scenarios::returns, values, scenarios.count());
    }

    /** As {@link #total}, of returns that are means of their strata. */
    static double[] smoothTotal(Scenarios scenarios, double[] values) {
        return total(scenarios::stratumReturns, values, scenarios.count());
    }

    private static double[] total(IntFunction<double[]> returnsOf, double[] values, int count) {
        double[] total = new double[count];
        for (int i = 0; i < values.length; i++) {
            double[] returns = returnsOf.apply(i);
            for (int s = 0; s < total.length; s++) {
                total[s] -= values[i] * returns[s];
            }
        }
        return total;
    }

    static double[] scaled(double[] losses, double factor) {
        double[] scaled = new double[losses.length];
        for (int s = 0; s < losses.length; s++) {
            scaled[s] = factor * losses[s];
        }
        return scaled;
    }

    static double[] less(double[] total, double[] part) {
        double[] rest = new double[total.length];
        for (int s = 0; s < total.length; s++) {
            rest[s] = total[s] - part[s];
        }
        return rest;
    }
}
