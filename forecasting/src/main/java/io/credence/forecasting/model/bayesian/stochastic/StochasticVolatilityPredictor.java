package io.credence.forecasting.model.bayesian.stochastic;

import io.credence.forecasting.distribution.EmpiricalLaw;
import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.distribution.LocationScaleReturn;
import io.credence.forecasting.distribution.PosteriorReturn;
import io.credence.forecasting.distribution.StaleReturn;
import io.credence.forecasting.model.bayesian.sampling.WeightedDraws;
import io.credence.forecasting.model.univariate.UnivariatePredictor;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws of a {@link StochasticVolatility}, each with its own filter; a draw's weight follows the likelihood of what comes, which is exact
 * Bayesian updating on the set of draws. One step ahead the forecast is the mixture over draws and states, with posterior intervals of VaR and
 * ES; over more steps it is the law of simulated paths, spread over draws and states by their weights, whose intervals are points.
 */
public final class StochasticVolatilityPredictor implements UnivariatePredictor {

    /** Half of them mirror the other half: there is no drift, and their median is zero. */
    private static final int PATHS = 4000;

    private static final long SEED = 0x5EED_0F_5AL;

    private final StochasticParameters[] parameters;
    private final VolatilityFilter[] filters;
    private final double[] logWeights;

    StochasticVolatilityPredictor(StochasticParameters[] parameters, VolatilityFilter[] filters) {
        this.parameters = parameters;
        this.filters = Arrays.stream(filters).map(VolatilityFilter::copy).toArray(VolatilityFilter[]::new);
        this.logWeights = new double[filters.length];
    }

    @Override
    public ForecastDistribution forecast(int horizon) {
        if (horizon == 1) {
            return next();
        }
        return new LocationScaleReturn(0, 1, EmpiricalLaw.of(paths(horizon)[horizon - 1]));
    }

    private PosteriorReturn next() {
        StaleReturn[] draws = new StaleReturn[filters.length];
        Arrays.setAll(draws, i -> parameters[i].next(filters[i].law()));
        return new PosteriorReturn(weights(), List.of(draws));
    }

    /**
     * Simulated sums of the next returns, percent. The same state gives the same paths.
     *
     * @param horizon at least 1
     * @return {@code [horizon][paths]}: row k holds sums of k + 1 returns, column by column of one path
     */
    public double[][] paths(int horizon) {
        if (horizon < 1) {
            throw new IllegalArgumentException("horizon is " + horizon + "; it must be at least 1");
        }
        double[][] sums = new double[horizon][PATHS];
        SplittableRandom random = new SplittableRandom(SEED);
        int[] draws = new WeightedDraws(new double[0][], weights()).resampled(PATHS / 2, 0.5);
        double[] states = VolatilityFilter.states(filters[0].law().length);
        for (int begin = 0; begin < draws.length; ) {
            int end = begin;
            while (end < draws.length && draws[end] == draws[begin]) {
                end++;
            }
            int[] starts = new WeightedDraws(new double[0][], filters[draws[begin]].law())
                    .resampled(end - begin, random.nextDouble());
            for (int path = begin; path < end; path++) {
                simulate(parameters[draws[begin]], states[starts[path - begin]], random, sums, path);
            }
            begin = end;
        }
        return sums;
    }

    private static void simulate(
            StochasticParameters draw, double state, SplittableRandom random, double[][] sums, int path) {
        double noise = Math.sqrt(1 - draw.persistence() * draw.persistence());
        double x = state;
        double sum = 0;
        for (double[] row : sums) {
            boolean moves = random.nextDouble() >= draw.stale();
            sum += moves ? draw.scale(x) * studentT(draw.freedom(), random) : 0;
            row[path] = sum;
            row[PATHS / 2 + path] = -sum;
            x = draw.persistence() * x + noise * random.nextGaussian();
        }
    }

    /** Bailey's polar method (1994). */
    private static double studentT(double freedom, SplittableRandom random) {
        double u;
        double square;
        do {
            u = 2 * random.nextDouble() - 1;
            double v = 2 * random.nextDouble() - 1;
            square = u * u + v * v;
        } while (square >= 1 || square == 0);
        return u * Math.sqrt(freedom * Math.expm1(-2 / freedom * Math.log(square)) / square);
    }

    private double[] weights() {
        double largest = Arrays.stream(logWeights).max().orElseThrow();
        double[] weights =
                Arrays.stream(logWeights).map(w -> Math.exp(w - largest)).toArray();
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(w -> w / sum).toArray();
    }

    /** How many equally weighted draws its own are worth. */
    public double effectiveSampleSize() {
        return WeightedDraws.effectiveSize(weights());
    }

    /** A return that no draw thinks possible changes no weight. */
    @Override
    public void update(double returnPercent, double rangeVariance) {
        double[] gains = new double[filters.length];
        Arrays.setAll(gains, i -> filters[i].update(returnPercent));
        if (Arrays.stream(gains).allMatch(Double::isFinite)) {
            Arrays.setAll(logWeights, i -> logWeights[i] + gains[i]);
        }
    }
}
