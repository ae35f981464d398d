package io.credence.forecasting.model.volatility;

import io.credence.forecasting.distribution.EmpiricalLaw;
import io.credence.forecasting.distribution.StandardLaw;
import io.credence.forecasting.model.optimisation.Optimum;
import io.credence.forecasting.model.univariate.Estimate;
import io.credence.forecasting.model.univariate.Estimate.Parameter;
import io.credence.forecasting.model.univariate.ReturnHistory;
import io.credence.forecasting.model.univariate.UnivariateFit;
import java.util.ArrayList;
import java.util.List;

/** A fitted volatility model. */
public final class VolatilityFit implements UnivariateFit {

    private final VolatilityModel model;
    private final Sample sample;
    private final double[] theta;
    private final double logLikelihood;
    private final boolean converged;
    private final double[] variances;
    private final Tracker end;
    private final StandardLaw law;

    VolatilityFit(VolatilityModel model, Sample sample, double[] theta, Path path, Optimum optimum) {
        this.model = model;
        this.sample = sample;
        this.theta = theta;
        this.logLikelihood = -optimum.value() * sample.size();
        this.converged = optimum.converged();
        this.variances = path.variance();
        this.end = model.recursion().tracker(theta, sample, path);
        this.law = law();
    }

    private StandardLaw law() {
        int shapeAt = 1 + model.recursion().names().size();
        return switch (model.tails()) {
            case FITTED -> model.innovation().law(theta, shapeAt);
            case HISTORICAL -> EmpiricalLaw.of(residuals());
            case PARETO -> ParetoFit.spliced(EmpiricalLaw.of(residuals()));
        };
    }

    /** Of the fitted returns, in nats. */
    public double logLikelihood() {
        return logLikelihood;
    }

    /** The variance of fitted return t given those before it, in percent squared; at t = size, of the next. */
    public double variance(int t) {
        return variances[t];
    }

    /** The fitted returns less their mean, over their conditional standard deviations. */
    public double[] residuals() {
        return sample.residuals(theta[0], variances);
    }

    @Override
    public Estimate estimate() {
        Likelihood likelihood = new Likelihood(model.recursion(), model.innovation(), sample);
        boolean[] estimated = estimated();
        StandardErrors.Result errors = new StandardErrors(likelihood, theta, estimated).compute();
        List<String> names = names();
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < theta.length; i++) {
            if (estimated[i]) {
                parameters.add(new Parameter(names.get(i), theta[i], errors.hessian()[i], errors.robust()[i]));
            }
        }
        return new Estimate(parameters, logLikelihood, converged);
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(List.of("mu"));
        names.addAll(model.recursion().names());
        names.addAll(model.innovation().names());
        return names;
    }

    private boolean[] estimated() {
        boolean[] own = model.recursion().estimated(sample);
        boolean[] all = new boolean[theta.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = i == 0 || i > own.length || own[i - 1];
        }
        return all;
    }

    @Override
    public VolatilityPredictor predictor() {
        return new VolatilityPredictor(theta[0], end.copy(), law, new Shocks.Lazy(law, sample, theta[0], variances));
    }

    @Override
    public VolatilityFit refit(ReturnHistory history) {
        return model.fit(history, List.of(theta));
    }
}
