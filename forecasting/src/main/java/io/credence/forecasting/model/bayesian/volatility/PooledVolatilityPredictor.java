package io.credence.forecasting.model.bayesian.volatility;

import io.credence.forecasting.distribution.EmpiricalLaw;
import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.distribution.LocationScaleReturn;
import io.credence.forecasting.distribution.MixtureReturn;
import io.credence.forecasting.distribution.StandardLaw;
import io.credence.forecasting.model.univariate.UnivariatePredictor;
import io.credence.forecasting.model.volatility.VolatilityState;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A {@link PooledVolatility} in its state: pairs of draws, one of each recursion, with the product of their weights. */
public final class PooledVolatilityPredictor implements UnivariatePredictor {

    private final BayesianVolatilityPredictor news;
    private final BayesianVolatilityPredictor averages;
    private final WeekdayEffect effect;
    private final StalePrices stale;
    private final AlternativesPredictor alternatives;
    private int today;

    PooledVolatilityPredictor(
            BayesianVolatilityPredictor news,
            BayesianVolatilityPredictor averages,
            Levelled level,
            AlternativesPredictor alternatives) {
        this.news = news;
        this.averages = averages;
        this.effect = level.effect();
        this.stale = level.stale().copy();
        this.alternatives = alternatives;
        this.today = level.last();
    }

    @Override
    public ForecastDistribution forecast(int horizon) {
        if (horizon < 1) {
            throw new IllegalArgumentException("horizon is " + horizon + "; it must be at least 1");
        }
        if (horizon == 1) {
            MixtureReturn pairs = effect.onDay(today, pairs());
            return alternatives.isEmpty()
                    ? stale.law(pairs)
                    : alternatives.beside(pairs, law -> effect.onDay(today, law), stale.share());
        }
        AlternativesPredictor.Paths paths = alternatives.paths(weights(), i -> pair(i).copy());
        double[] sums = news.paths().sums(paths.weights(), paths::walker, scales(horizon), stale.renewal());
        return new LocationScaleReturn(0, 1, EmpiricalLaw.of(sums));
    }

    /** Of a levelled return. */
    private MixtureReturn pairs() {
        List<LocationScaleReturn> parts = IntStream.range(0, news.particles().size())
                .mapToObj(this::pair)
                .map(pair -> new LocationScaleReturn(pair.mean(), Math.sqrt(pair.variance()), pair.law()))
                .toList();
        return new MixtureReturn(weights(), parts);
    }

    private double[] scales(int horizon) {
        double[] scales = new double[horizon];
        int day = today;
        for (int step = 0; step < horizon; step++) {
            scales[step] = effect.ofReturn(day);
            day = effect.after(day);
        }
        return scales;
    }

    private double[] weights() {
        double[] first = news.particles().weights();
        double[] second = averages.particles().weights();
        double[] product = new double[first.length];
        Arrays.setAll(product, i -> first[i] * second[i]);
        return product;
    }

    private Pair pair(int i) {
        return new Pair(news.particles().particle(i), averages.particles().particle(i), share(i));
    }

    /** Van der Corput's sequence (1935), stretched from (0, 1) to (-1/2, 3/2): any run of neighbours is spread over it. */
    private static double share(int i) {
        return (Integer.reverse(i + 1) >>> 1) * 0x1p-30 - 0.5;
    }

    @Override
    public void update(double returnPercent, double rangeVariance) {
        update(returnPercent, rangeVariance, effect.after(today));
    }

    @Override
    public void update(double returnPercent, double rangeVariance, int weekday) {
        if (!stale.isStale(returnPercent)) {
            double level = returnPercent / effect.ofReturn(today);
            if (!alternatives.isEmpty()) {
                alternatives.update(level, pairs().logScore(level));
            }
            double levelRange = rangeVariance / (effect.ofRange(today) * effect.ofRange(today));
            news.update(level, levelRange);
            averages.update(level, levelRange);
        }
        today = weekday;
    }

    /** A draw of both: mean and log scale are weighted by its share, the law is the first's. */
    private record Pair(VolatilityState first, VolatilityState second, double share) implements Walker {

        @Override
        public double mean() {
            return (1 - share) * first.mean() + share * second.mean();
        }

        @Override
        public double variance() {
            return Math.pow(first.variance(), 1 - share) * Math.pow(second.variance(), share);
        }

        @Override
        public StandardLaw law() {
            return first.law();
        }

        @Override
        public void update(double returnPercent, double rangeVariance) {
            first.update(returnPercent, rangeVariance);
            second.update(returnPercent, rangeVariance);
        }

        Walker copy() {
            return new Pair(first.copy(), second.copy(), share);
        }
    }
}
