package io.credence.forecasting.model.volatility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.model.historical.HistoricalSimulation;
import io.credence.forecasting.model.univariate.DailyData;
import io.credence.forecasting.model.univariate.ReturnHistory;
import io.credence.forecasting.model.univariate.UnivariateFit;
import io.credence.forecasting.model.univariate.UnivariateModel;
import io.credence.forecasting.model.univariate.UnivariatePredictor;
import io.credence.forecasting.scoring.FisslerZiegel;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Scores out of sample on the S&P 500 are those of golden/baselines_daily.csv, made with arch 8.0.0: the second half,
 * refitted every 21 days. FZ0 and log score within 0.005 nat, CRPS within 0.2 %. The benchmark {@code peers} does it for all
 * ten series.
 */
class PublishedScoresTest {

    private static final String SERIES = "sp500";
    private static final int REFIT = 21;

    private static final Map<String, UnivariateModel> MODELS = Map.of(
            "HS250",
            HistoricalSimulation.rolling(250),
            "EWMA-N",
            EwmaVolatility.gaussian(),
            "GARCH-N",
            VolatilityModel.garch(Innovation.GAUSSIAN),
            "FHS(GARCH-N)",
            VolatilityModel.garch(Innovation.GAUSSIAN).withTails(Tails.HISTORICAL),
            "GARCH-t",
            VolatilityModel.garch(Innovation.STUDENT_T),
            "GJR-t",
            VolatilityModel.gjr(Innovation.STUDENT_T),
            "FHS(GJR-t)",
            VolatilityModel.gjr(Innovation.STUDENT_T).withTails(Tails.HISTORICAL),
            "GJR-skewt",
            VolatilityModel.gjr(Innovation.SKEWED_T));

    @ParameterizedTest
    @ValueSource(
            strings = {"HS250", "EWMA-N", "GARCH-N", "FHS(GARCH-N)", "GARCH-t", "GJR-t", "FHS(GJR-t)", "GJR-skewt"})
    void reproducesTheGoldenRows(String name) {
        Scores scores = walk(MODELS.get(name), ReturnHistory.of(DailyData.movingReturns("daily/sp500.csv")));
        for (String[] row : DailyData.rows("golden/baselines_daily.csv")) {
            if (row[0].equals(SERIES) && row[1].equals(name)) {
                double joint = row[2].equals("0.025") ? scores.joint975 : scores.joint99;
                assertThat(joint).as("FZ0 at %s", row[2]).isCloseTo(Double.parseDouble(row[4]), within(0.005));
                assertDensity(scores, row[8], row[9]);
            }
        }
    }

    private static void assertDensity(Scores scores, String logScore, String crps) {
        if (!logScore.isEmpty()) {
            double expected = Double.parseDouble(crps);
            assertThat(scores.logScore).isCloseTo(Double.parseDouble(logScore), within(0.005));
            assertThat(scores.crps).isCloseTo(expected, within(0.002 * expected));
        }
    }

    /** Means over the second half. */
    private record Scores(double joint975, double joint99, double logScore, double crps) {

        Scores plus(ForecastDistribution forecast, double realised, double weight) {
            return new Scores(
                    joint975 + weight * joint(forecast, 0.975, realised),
                    joint99 + weight * joint(forecast, 0.99, realised),
                    logScore + weight * forecast.logScore(realised),
                    crps + weight * forecast.crps(realised));
        }

        private static double joint(ForecastDistribution forecast, double value, double realised) {
            ConfidenceLevel level = new ConfidenceLevel(value);
            return FisslerZiegel.score(level, forecast.valueAtRisk(level), forecast.expectedShortfall(level), realised);
        }
    }

    private static Scores walk(UnivariateModel model, ReturnHistory history) {
        int first = history.size() / 2;
        double weight = 1.0 / (history.size() - first);
        UnivariateFit fit = model.fit(history.first(first));
        UnivariatePredictor predictor = fit.predictor();
        Scores scores = new Scores(0, 0, 0, 0);
        for (int t = first; t < history.size(); t++) {
            if (t > first && (t - first) % REFIT == 0) {
                fit = fit.refit(history.first(t));
                predictor = fit.predictor();
            }
            double realised = history.returnAt(t);
            scores = scores.plus((ForecastDistribution) predictor.forecast(1), realised, weight);
            predictor.update(realised, history.rangeAt(t));
        }
        return scores;
    }
}
