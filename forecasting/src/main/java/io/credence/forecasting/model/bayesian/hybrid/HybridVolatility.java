package io.credence.forecasting.model.bayesian.hybrid;

import io.credence.bnn.head.HeadMethods;
import io.credence.bnn.random.Key;
import io.credence.forecasting.model.univariate.ReturnHistory;
import io.credence.forecasting.model.univariate.UnivariateModel;
import io.credence.forecasting.model.volatility.Innovation;
import io.credence.forecasting.model.volatility.VolatilityModel;

/**
 * A neural hybrid: the log scale of the next return is that of a range-fed GJR plus what a network has learnt of the residual, and location, log scale and degrees of freedom
 * of the network's last layer have a posterior by any method of {@link HeadMethods} (a neural linear model, Snoek et al. 2015). One return ahead only.
 */
public final class HybridVolatility implements UnivariateModel {

    /** Its name, and the first part of its name where the posterior's follows a colon. */
    public static final String NAME = "hybrid";

    private static final String DEFAULT = "laplace";
    private static final int FEWEST = 500;

    private final String posterior;

    private HybridVolatility(String posterior) {
        this.posterior = posterior;
    }

    /** By Laplace's method. */
    public static HybridVolatility withDefaults() {
        return withPosterior(DEFAULT);
    }

    /**
     * By a method.
     *
     * @param posterior a name of {@link HeadMethods#catalogue}
     * @throws IllegalArgumentException when there is none, with the nearest
     */
    public static HybridVolatility withPosterior(String posterior) {
        HeadMethods.catalogue().get(posterior);
        return new HybridVolatility(posterior);
    }

    VolatilityModel recursion() {
        return VolatilityModel.rangeGjr(Innovation.STUDENT_T);
    }

    String posterior() {
        return posterior;
    }

    Key key() {
        return Key.of(0);
    }

    @Override
    public String name() {
        return posterior.equals(DEFAULT) ? NAME : NAME + ":" + posterior;
    }

    @Override
    public int fewestReturns() {
        return FEWEST;
    }

    @Override
    public HybridFit fit(ReturnHistory history) {
        history.require(FEWEST, name());
        return HybridFit.of(
                this, history, recursion().fit(history), ResidualNetwork.random(ResidualInputs.COUNT, key().child(1)));
    }
}
