package io.credence.forecasting.portfolio;

import java.util.Arrays;

/**
 * The mean of a name's losses given the portfolio's: at its VaR, and beyond it. These are the derivatives of VaR and ES by
 * the name's weight (Tasche 1999).
 *
 * <p>At the VaR it is the line fitted by least squares to the scenarios around it, from half as many to one and a half
 * times as many as are beyond, read at the VaR. The fit is linear in what is fitted, and fits the portfolio's own loss
 * exactly: so the names' figures add up to the VaR itself, which a kernel's mean would miss.
 */
final class Conditional {

    private final int[] order;
    private final double[] total;
    private final int from;
    private final int until;
    private final double mean;
    private final double squares;
    private final double distance;
    private final double tail;

    Conditional(Losses losses, double level, double valueAtRisk) {
        this.total = losses.values();
        this.order = Ranks.order(total);
        this.tail = losses.tail(level);
        this.from = Math.max(0, order.length - (int) Math.round(1.5 * tail));
        this.until = Math.min(order.length, order.length - (int) Math.round(0.5 * tail));
        this.mean = windowMean(total);
        this.squares = Arrays.stream(order, from, until)
                .mapToDouble(s -> (total[s] - mean) * (total[s] - mean))
                .sum();
        this.distance = valueAtRisk - mean;
    }

    double atValueAtRisk(double[] losses) {
        double own = windowMean(losses);
        double products = 0;
        for (int k = from; k < until; k++) {
            products += (losses[order[k]] - own) * (total[order[k]] - mean);
        }
        return squares > 0 ? own + products / squares * distance : own;
    }

    double beyond(double[] losses) {
        int whole = (int) tail;
        double sum = 0;
        for (int k = 0; k < whole; k++) {
            sum += losses[order[order.length - 1 - k]];
        }
        return (sum + (tail - whole) * losses[order[order.length - 1 - whole]]) / tail;
    }

    private double windowMean(double[] losses) {
        double sum = 0;
        for (int k = from; k < until; k++) {
            sum += losses[order[k]];
        }
        return sum / (until - from);
    }
}
