package io.credence.forecasting.bench.portfolio;

import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.model.univariate.ReturnHistory;
import io.credence.forecasting.model.univariate.UnivariateFit;
import io.credence.forecasting.model.univariate.UnivariateModel;
import io.credence.forecasting.model.univariate.UnivariatePredictor;
import io.credence.forecasting.scoring.Pit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One stock's forecasts, day by day, and their PITs.
 *
 * @param forecasts the first is of day {@link #FIRST}, as are the PITs
 * @param returns of all days, in percent
 */
record Stock(List<ForecastDistribution> forecasts, double[] pits, double[] returns) {

    /** The first day that is forecast. */
    static final int FIRST = 250;

    private static final int REFIT = 63;

    /** Walks a model through the days, refitted every quarter on all before. */
    static Stock walk(UnivariateModel model, ReturnHistory history) {
        List<ForecastDistribution> forecasts = new ArrayList<>();
        double[] pits = new double[history.size() - FIRST];
        UnivariateFit fit = model.fit(history.first(FIRST));
        UnivariatePredictor predictor = fit.predictor();
        for (int t = FIRST; t < history.size(); t++) {
            if (t > FIRST && (t - FIRST) % REFIT == 0) {
                fit = fit.refit(history.first(t));
                predictor = fit.predictor();
            }
            ForecastDistribution forecast = (ForecastDistribution) predictor.forecast(1);
            forecasts.add(forecast);
            pits[t - FIRST] = Pit.of(forecast, history.returnAt(t), 0.5);
            predictor.update(history.returnAt(t), history.rangeAt(t));
        }
        return new Stock(forecasts, pits, history.returnsFrom(0));
    }

    ForecastDistribution forecast(int day) {
        return forecasts.get(day - FIRST);
    }

    /** The PITs of so many days before a day. */
    double[] pitsBefore(int day, int count) {
        int until = day - FIRST;
        return Arrays.copyOfRange(pits, Math.max(0, until - count), until);
    }
}
