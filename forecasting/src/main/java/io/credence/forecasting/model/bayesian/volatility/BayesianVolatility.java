package io.credence.forecasting.model.bayesian.volatility;

import io.credence.bnn.random.Key;
import io.credence.forecasting.model.univariate.ReturnHistory;
import io.credence.forecasting.model.univariate.UnivariateModel;
import io.credence.forecasting.model.volatility.VolatilityModel;

/**
 * One volatility recursion with a skewed t, Bayesian: {@code r_t = mu + sqrt(h_t) z_t} with weakly
 * informative priors that know no scale, the exact posterior of all parameters by importance sampling at each fit, and the mixture over
 * its draws for a forecast (Geweke 1989; Ardia 2008). Between fits the posterior follows each return.
 */
public final class BayesianVolatility implements UnivariateModel {

    private final Options options;

    private BayesianVolatility(Options options) {
        this.options = options;
    }

    /**
     * How it is sampled.
     *
     * @param draws that a forecast mixes, at least 1
     * @param proposals of a round of importance sampling, even and at least as many as the draws
     * @param key of all randomness
     * @param family the recursion
     * @param prior of the parameters
     */
    record Options(int draws, int proposals, Key key, Family family, VolatilityPrior prior) {

        Options {
            if (draws < 1 || proposals < draws || proposals % 2 != 0) {
                throw new IllegalArgumentException(
                        "draws are " + draws + " and proposals " + proposals
                                + "; there must be at least 1 draw, and an even number of proposals not under it. Maybe 100 and 600?");
            }
        }

        static Options withDefaults() {
            return of(Family.RANGE_GJR);
        }

        static Options of(Family family) {
            return new Options(100, 600, Key.of(0), family, family.prior());
        }

        Options withDraws(int count, int proposed) {
            return new Options(count, proposed, key, family, prior);
        }

        Options withKey(Key other) {
            return new Options(draws, proposals, other, family, prior);
        }

        Options withPrior(VolatilityPrior other) {
            return new Options(draws, proposals, key, family, other);
        }
    }

    /** {@link VolatilityModel#rangeGjr} with 100 draws. */
    public static BayesianVolatility withDefaults() {
        return with(Options.withDefaults());
    }

    /**
     * With other randomness, to see how much of a forecast it is.
     */
    public BayesianVolatility withKey(Key key) {
        return with(options.withKey(key));
    }

    static BayesianVolatility with(Options options) {
        return new BayesianVolatility(options);
    }

    Options options() {
        return options;
    }

    VolatilityModel base() {
        return options.family().model();
    }

    /** As {@code bayes-rgjr-skewt}. */
    @Override
    public String name() {
        return "bayes-" + base().name();
    }

    @Override
    public int fewestReturns() {
        return base().fewestReturns();
    }

    @Override
    public BayesianVolatilityFit fit(ReturnHistory history) {
        return BayesianVolatilityFit.of(this, history, new double[0]);
    }
}
