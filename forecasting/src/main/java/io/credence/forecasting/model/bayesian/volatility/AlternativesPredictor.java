package io.credence.forecasting.model.bayesian.volatility;

import io.credence.forecasting.distribution.MixtureReturn;
import io.credence.forecasting.distribution.PosteriorReturn;
import io.credence.forecasting.distribution.StaleReturn;
import io.credence.forecasting.model.bayesian.stochastic.LatentPredictor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;

/** The structures of {@link Alternatives} that weigh something, in their state; the weights follow the likelihood of what comes. */
final class AlternativesPredictor {

    private static final long SEED = 0x5EED_0F_A17L;

    private final List<LatentPredictor> structures;
    private final double[] logWeights;

    /**
     * @param logWeights of the pool, then of each structure
     */
    AlternativesPredictor(List<LatentPredictor> structures, double[] logWeights) {
        this.structures = structures;
        this.logWeights = logWeights;
    }

    boolean isEmpty() {
        return structures.isEmpty();
    }

    /** From logarithms of weights, weights that sum to 1. */
    static double[] scaled(double[] logWeights) {
        double largest = Arrays.stream(logWeights).max().orElseThrow();
        double[] weights =
                Arrays.stream(logWeights).map(w -> Math.exp(w - largest)).toArray();
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(w -> w / sum).toArray();
    }

    /** The pool's, then each structure's; they sum to 1. */
    double[] weights() {
        return scaled(logWeights);
    }

    /**
     * Moves on by one levelled return.
     *
     * @param poolScore its log density by the pool
     */
    void update(double returnPercent, double poolScore) {
        logWeights[0] += poolScore;
        for (int i = 0; i < structures.size(); i++) {
            logWeights[i + 1] += structures.get(i).update(returnPercent);
        }
    }

    /**
     * The law of the next return over all draws of the pool and of the structures.
     *
     * @param pairs the pool's, each part a draw
     * @param day makes the law of a day from that of a levelled return
     * @param stale the probability that the price is not renewed
     */
    PosteriorReturn beside(MixtureReturn pairs, UnaryOperator<MixtureReturn> day, double stale) {
        List<StaleReturn> draws = new ArrayList<>();
        pairs.parts().forEach(part -> draws.add(StaleReturn.of(part, stale)));
        for (LatentPredictor each : structures) {
            for (int draw = 0; draw < each.weights().length; draw++) {
                draws.add(new StaleReturn(day.apply(each.law(draw)), stale));
            }
        }
        return new PosteriorReturn(joint(pairs.weights()), draws);
    }

    /** Weights of all draws. */
    private double[] joint(double[] pairs) {
        double[] weights = weights();
        DoubleStream all = Arrays.stream(pairs).map(w -> weights[0] * w);
        for (int i = 0; i < structures.size(); i++) {
            double own = weights[i + 1];
            all = DoubleStream.concat(
                    all, Arrays.stream(structures.get(i).weights()).map(w -> own * w));
        }
        double[] joint = all.toArray();
        double sum = Arrays.stream(joint).sum();
        return Arrays.stream(joint).map(w -> w / sum).toArray();
    }

    /**
     * Draws that simulated paths begin from.
     *
     * @param weights of the draws
     */
    record Paths(double[] weights, IntFunction<Walker> start) {

        Walker walker(int draw) {
            return start.apply(draw);
        }
    }

    /**
     * The same sequence of paths at each call.
     *
     * @param weights of the pool's pairs
     * @param pair a walker of one of them
     */
    Paths paths(double[] weights, IntFunction<Walker> pair) {
        if (isEmpty()) {
            return new Paths(weights, pair);
        }
        double sum = Arrays.stream(weights).sum();
        double[] scaled = Arrays.stream(weights).map(w -> w / sum).toArray();
        SplittableRandom random = new SplittableRandom(SEED);
        return new Paths(joint(scaled), i -> i < weights.length ? pair.apply(i) : hidden(i - weights.length, random));
    }

    private Walker hidden(int draw, SplittableRandom random) {
        int left = draw;
        int structure = 0;
        while (left >= structures.get(structure).weights().length) {
            left -= structures.get(structure++).weights().length;
        }
        return Walker.of(structures.get(structure).path(left, random));
    }
}
