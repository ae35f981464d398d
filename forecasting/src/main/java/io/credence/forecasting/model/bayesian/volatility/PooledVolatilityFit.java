package io.credence.forecasting.model.bayesian.volatility;

import io.credence.forecasting.model.univariate.Estimate;
import io.credence.forecasting.model.univariate.Estimate.Parameter;
import io.credence.forecasting.model.univariate.ReturnHistory;
import io.credence.forecasting.model.univariate.UnivariateFit;
import java.util.ArrayList;
import java.util.List;

/** The posteriors of a {@link PooledVolatility} on a history. */
public final class PooledVolatilityFit implements UnivariateFit {

    private final PooledVolatility model;
    private final Levelled level;
    private final RecursionPair pair;
    private final Alternatives alternatives;

    PooledVolatilityFit(PooledVolatility model, Levelled level, RecursionPair pair, Alternatives alternatives) {
        this.model = model;
        this.level = level;
        this.pair = pair;
        this.alternatives = alternatives;
    }

    RecursionPair pair() {
        return pair;
    }

    Alternatives alternatives() {
        return alternatives;
    }

    /** Of both members, on levelled returns; the second's names end in {@code '}. */
    @Override
    public Estimate estimate() {
        Estimate first = pair.news().estimate();
        Estimate second = pair.averages().estimate();
        List<Parameter> parameters = new ArrayList<>(first.parameters());
        second.parameters()
                .forEach(each -> parameters.add(new Parameter(
                        each.name() + "'", each.value(), each.standardError(), each.robustStandardError())));
        return new Estimate(
                parameters, first.logLikelihood() + second.logLikelihood(), first.converged() && second.converged());
    }

    @Override
    public PooledVolatilityPredictor predictor() {
        return new PooledVolatilityPredictor(
                pair.news().predictor(), pair.averages().predictor(), level, alternatives.predictor());
    }

    @Override
    public PooledVolatilityFit refit(ReturnHistory longer) {
        return model.fit(longer, this);
    }
}
