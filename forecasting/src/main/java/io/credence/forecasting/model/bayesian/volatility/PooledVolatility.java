package io.credence.forecasting.model.bayesian.volatility;

import io.credence.bnn.random.Key;
import io.credence.forecasting.model.bayesian.volatility.BayesianVolatility.Options;
import io.credence.forecasting.model.univariate.ReturnHistory;
import io.credence.forecasting.model.univariate.UnivariateModel;

/**
 * The default Bayesian model of one series. Returns are levelled by the day of the week ({@link WeekdayEffect}); two recursions, a
 * range-fed GJR and three exponential averages of volatility, each have their own posterior; draw i of the forecast pools draw i
 * of both, {@code log sigma_i = (1 - w_i) log sigma_i^GJR + w_i log sigma_i^averages}, with w_i spread evenly over (-1/2, 3/2): two
 * recursions are a sample of those that might be right, whose differences have the sample's variance {@code d^2 / 2} about its middle
 * (DerSimonian and Laird 1986) - here d^2 / 3 - so that the truth may lie beyond either. Prices that often stand still have a hurdle
 * ({@link StalePrices}).
 *
 * <p>GJR answers to the sign and the square of the last shock, and may answer too much; averages of volatility are hardly moved by one large
 * return and forget slowly. Pooling logs of scales, not densities, keeps the forecast as sharp as its members'.
 */
public final class PooledVolatility implements UnivariateModel {

    private static final String NAME = "bayesian";

    private static final int DRAWS = 100;

    /** Half of a lone member's: their effective size is still over the draws, and a backtest fits hundreds of times. */
    private static final int PROPOSALS = 300;

    private final BayesianVolatility news;
    private final BayesianVolatility averages;

    private final Key key;

    private PooledVolatility(Key key, BayesianVolatility news, BayesianVolatility averages) {
        this.key = key;
        this.news = news;
        this.averages = averages;
    }

    /** With 100 draws. */
    public static PooledVolatility withDefaults() {
        return withKey(Key.of(0));
    }

    /** With other randomness, to see how much of a forecast it is. */
    public static PooledVolatility withKey(Key key) {
        return new PooledVolatility(
                key, member(Family.RANGE_GJR, key.child(1)), member(Family.SMOOTH_HAR, key.child(2)));
    }

    private static BayesianVolatility member(Family family, Key key) {
        return BayesianVolatility.with(
                Options.of(family).withDraws(DRAWS, PROPOSALS).withKey(key));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int fewestReturns() {
        return Math.max(news.fewestReturns(), averages.fewestReturns());
    }

    @Override
    public PooledVolatilityFit fit(ReturnHistory history) {
        history.require(fewestReturns(), NAME);
        Levelled level = Levelled.of(history, fewestReturns());
        RecursionPair pair = new RecursionPair(news.fit(level.history()), averages.fit(level.history()));
        double evidence = pair.logEvidence(level.history());
        return new PooledVolatilityFit(this, level, pair, Alternatives.of(level.history(), evidence, key.child(3)));
    }

    /** As {@link #fit}, from where an earlier fit found the modes. */
    PooledVolatilityFit fit(ReturnHistory history, PooledVolatilityFit earlier) {
        Levelled level = Levelled.of(history, fewestReturns());
        RecursionPair pair = earlier.pair().refit(news, averages, level.history());
        double evidence = pair.logEvidence(level.history());
        return new PooledVolatilityFit(this, level, pair, earlier.alternatives().refit(level.history(), evidence));
    }

    /** With these priors of the two recursions. */
    PooledVolatility withPriors(VolatilityPrior ofNews, VolatilityPrior ofAverages) {
        return new PooledVolatility(
                key,
                BayesianVolatility.with(news.options().withPrior(ofNews)),
                BayesianVolatility.with(averages.options().withPrior(ofAverages)));
    }
}
