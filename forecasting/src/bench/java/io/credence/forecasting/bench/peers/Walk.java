package io.credence.forecasting.bench.peers;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.distribution.TailForecast;
import io.credence.forecasting.model.univariate.ReturnHistory;
import io.credence.forecasting.model.univariate.UnivariateFit;
import io.credence.forecasting.model.univariate.UnivariateModel;
import io.credence.forecasting.model.univariate.UnivariatePredictor;
import io.credence.forecasting.scoring.FisslerZiegel;
import org.jspecify.annotations.Nullable;

/** One model over the second half of one series, refitted every 21 days on all before. */
final class Walk {

    private static final int REFIT = 21;
    private static final ConfidenceLevel AT_975 = new ConfidenceLevel(0.975);
    private static final ConfidenceLevel AT_99 = new ConfidenceLevel(0.99);

    private final UnivariateModel model;
    private final ReturnHistory history;
    private double joint975;
    private double joint99;
    private double logScore;
    private double crps;
    private long fitNanos;
    private int fits;

    private Walk(UnivariateModel model, ReturnHistory history) {
        this.model = model;
        this.history = history;
    }

    /**
     * Means over the days; log score and CRPS are NaN where the forecast is no distribution.
     *
     * @param fitMilliseconds of one fit
     */
    record Scores(int days, double joint975, double joint99, double logScore, double crps, double fitMilliseconds) {}

    static Scores of(UnivariateModel model, ReturnHistory history) {
        return new Walk(model, history).run();
    }

    private Scores run() {
        int first = history.size() / 2;
        int days = history.size() - first;
        UnivariateFit fit = fitted(null, first);
        UnivariatePredictor predictor = fit.predictor();
        for (int t = first; t < history.size(); t++) {
            if (t > first && (t - first) % REFIT == 0) {
                fit = fitted(fit, t);
                predictor = fit.predictor();
            }
            add(predictor.forecast(1), history.returnAt(t));
            predictor.update(history.returnAt(t), history.rangeAt(t));
        }
        return new Scores(days, joint975 / days, joint99 / days, logScore / days, crps / days, 1e-6 * fitNanos / fits);
    }

    private UnivariateFit fitted(@Nullable UnivariateFit before, int end) {
        long begun = System.nanoTime();
        UnivariateFit fit = before == null ? model.fit(history.first(end)) : before.refit(history.first(end));
        fitNanos += System.nanoTime() - begun;
        fits++;
        return fit;
    }

    private void add(TailForecast forecast, double realised) {
        joint975 += joint(forecast, AT_975, realised);
        joint99 += joint(forecast, AT_99, realised);
        if (forecast instanceof ForecastDistribution whole) {
            logScore += whole.logScore(realised);
            crps += whole.crps(realised);
        } else {
            logScore = Double.NaN;
            crps = Double.NaN;
        }
    }

    private static double joint(TailForecast forecast, ConfidenceLevel level, double realised) {
        return FisslerZiegel.score(level, forecast.valueAtRisk(level), forecast.expectedShortfall(level), realised);
    }
}
