package io.credence.forecasting.model.volatility;

import io.credence.forecasting.distribution.EmpiricalLaw;
import io.credence.forecasting.distribution.NormalLaw;
import io.credence.forecasting.distribution.StandardLaw;
import io.credence.forecasting.model.univariate.Estimate;
import io.credence.forecasting.model.univariate.ReturnHistory;
import io.credence.forecasting.model.univariate.UnivariateFit;
import io.credence.forecasting.model.univariate.UnivariateModel;
import io.credence.forecasting.model.univariate.UnivariatePredictor;

/**
 * RiskMetrics' exponentially weighted variance (1996), h = 0.94 h + 0.06 r^2 about a mean of zero, from the variance of the
 * first 250 returns. Nothing is estimated but the law of the residuals, where the tails are not the normal's.
 */
public final class EwmaVolatility implements UnivariateModel {

    private static final int PRESAMPLE = 250;
    private static final int FEWEST = 30;
    private static final double[] THETA = {0, 0, 1 - EwmaModel.LAMBDA, 0, EwmaModel.LAMBDA, 0};

    private final Tails tails;

    private EwmaVolatility(Tails tails) {
        this.tails = tails;
    }

    /** With normal innovations. */
    public static EwmaVolatility gaussian() {
        return new EwmaVolatility(Tails.FITTED);
    }

    /** The same variance with another law of the residuals. */
    public EwmaVolatility withTails(Tails other) {
        return new EwmaVolatility(other);
    }

    @Override
    public String name() {
        return "ewma-n" + tails.suffix();
    }

    @Override
    public int fewestReturns() {
        return FEWEST;
    }

    @Override
    public UnivariateFit fit(ReturnHistory history) {
        history.require(FEWEST, name());
        Sample sample = Sample.of(history, Presample.VARIANCE);
        double[] variances = new double[sample.size() + 1];
        variances[0] = firstVariance(history);
        Tracker tracker = NewsRecursion.GARCH.tracker(THETA, sample, variances[0]);
        for (int t = 0; t < sample.size(); t++) {
            tracker.update(sample.returns()[t], Double.NaN);
            variances[t + 1] = tracker.variance();
        }
        return new Fit(sample, variances, tracker);
    }

    private static double firstVariance(ReturnHistory history) {
        ReturnHistory first = history.first(Math.min(PRESAMPLE, history.size()));
        // A price that stood still at first needs some variance to start from.
        return Math.max(Sample.variance(first), 1e-4 * Sample.variance(history));
    }

    private final class Fit implements UnivariateFit {

        private final Sample sample;
        private final double[] variances;
        private final Tracker end;
        private final StandardLaw law;

        Fit(Sample sample, double[] variances, Tracker end) {
            this.sample = sample;
            this.variances = variances;
            this.end = end;
            this.law = law();
        }

        private StandardLaw law() {
            return switch (tails) {
                case FITTED -> new NormalLaw();
                case HISTORICAL -> EmpiricalLaw.of(sample.residuals(0, variances));
                case PARETO -> ParetoFit.spliced(EmpiricalLaw.of(sample.residuals(0, variances)));
            };
        }

        @Override
        public Estimate estimate() {
            return Estimate.NONE;
        }

        @Override
        public UnivariatePredictor predictor() {
            return new VolatilityPredictor(0, end.copy(), law, new Shocks.Lazy(law, sample, 0, variances));
        }

        @Override
        public UnivariateFit refit(ReturnHistory history) {
            return fit(history);
        }
    }
}
