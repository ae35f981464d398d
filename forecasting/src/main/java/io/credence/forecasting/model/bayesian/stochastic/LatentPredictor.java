package io.credence.forecasting.model.bayesian.stochastic;

import io.credence.forecasting.distribution.MixtureReturn;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Draws of a {@link LatentStructure}, each with its own filter; a draw's weight follows the likelihood of what comes. Mutable, of one thread; an update
 * costs the same however long the history is.
 */
public final class LatentPredictor {

    private final HiddenMarkov[] models;
    private final VolatilityFilter[] filters;
    private double[] weights;

    LatentPredictor(HiddenMarkov[] models, VolatilityFilter[] filters, double[] weights) {
        this.models = models;
        this.filters = filters;
        this.weights = weights.clone();
    }

    /** Of the draws; they sum to 1. */
    public double[] weights() {
        return weights.clone();
    }

    /** The law of the next return by one draw: what its hidden state may be is noise of the market, not of the draw. */
    public MixtureReturn law(int draw) {
        return models[draw].next(filters[draw].law());
    }

    /** A path of hidden states from here on, by one draw. */
    public HiddenPath path(int draw, SplittableRandom random) {
        return new HiddenPath(models[draw], filters[draw].law(), random);
    }

    /**
     * Moves on by one return.
     *
     * @return its log density by the forecast before it
     */
    public double update(double returnPercent) {
        double[] gains = new double[filters.length];
        Arrays.setAll(gains, i -> filters[i].update(returnPercent));
        double largest = Arrays.stream(gains).max().orElseThrow();
        double[] joint = new double[gains.length];
        Arrays.setAll(joint, i -> weights[i] * Math.exp(gains[i] - largest));
        double sum = Arrays.stream(joint).sum();
        weights = Arrays.stream(joint).map(w -> w / sum).toArray();
        return largest + Math.log(sum);
    }
}
