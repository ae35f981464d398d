package io.credence.forecasting.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.distribution.TailForecast;
import io.credence.forecasting.model.univariate.ReturnHistory;
import io.credence.forecasting.model.univariate.SimulatedReturns;
import io.credence.forecasting.model.univariate.UnivariateFit;
import io.credence.forecasting.model.univariate.UnivariateModel;
import io.credence.forecasting.model.univariate.UnivariatePredictor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every model of one series. */
class UnivariateCatalogueTest {

    private static final ReturnHistory HISTORY = SimulatedReturns.gjr(640, 21);

    static List<String> names() {
        return UnivariateCatalogue.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void shortfallIsNeverInsideValueAtRisk(String name) {
        UnivariatePredictor predictor =
                UnivariateCatalogue.named(name).fit(HISTORY.first(600)).predictor();
        for (int t = 600; t < 640; t++) {
            assertTail(name, predictor.forecast(1));
            predictor.update(HISTORY.returnAt(t), HISTORY.rangeAt(t));
        }
        if (predictor.forecast(1) instanceof ForecastDistribution) {
            assertTail(name, predictor.forecast(10));
        }
    }

    private static void assertTail(String name, TailForecast forecast) {
        for (ConfidenceLevel level : ConfidenceLevel.STANDARD) {
            double valueAtRisk = forecast.valueAtRisk(level);
            assertThat(valueAtRisk).as(name).isPositive().isFinite();
            assertThat(forecast.expectedShortfall(level))
                    .as(name)
                    .isGreaterThanOrEqualTo(valueAtRisk)
                    .isFinite();
        }
    }

    /** What comes after the fitted prefix is not looked at, and the same prefix gives the same forecast to the last bit. */
    @ParameterizedTest
    @MethodSource("names")
    void theFutureIsNotSeenAndNothingIsLeftToChance(String name) {
        double[] returns = HISTORY.returnsFrom(0);
        double[] ranges = HISTORY.ranges();
        Arrays.fill(returns, 600, 640, 1e3);
        Arrays.fill(ranges, 600, 640, 1e6);
        ConfidenceLevel level = new ConfidenceLevel(0.975);
        UnivariateModel model = UnivariateCatalogue.named(name);
        assertThat(model.name()).isEqualTo(name);
        assertThat(forecast(model, ReturnHistory.of(returns, ranges).first(600)).valueAtRisk(level))
                .isEqualTo(forecast(model, HISTORY.first(600)).valueAtRisk(level));
    }

    private static TailForecast forecast(UnivariateModel model, ReturnHistory history) {
        return model.fit(history).predictor().forecast(1);
    }

    /** One print of +10 % and back, 25 deviations of these returns: forecasts stay finite, and fall again. */
    @ParameterizedTest
    @MethodSource("names")
    void oneCrazyPrintIsSurvived(String name) {
        double[] returns = HISTORY.returnsFrom(0);
        returns[300] = 25;
        returns[301] = -25;
        UnivariateFit fit = UnivariateCatalogue.named(name).fit(ReturnHistory.of(returns));
        UnivariatePredictor predictor = fit.predictor();
        predictor.update(25, Double.NaN);
        predictor.update(-25, Double.NaN);
        assertTail(name, predictor.forecast(1));
        double shocked = predictor.forecast(1).valueAtRisk(new ConfidenceLevel(0.975));
        for (int t = 0; t < 500; t++) {
            predictor.update(HISTORY.returnAt(t), Double.NaN);
        }
        assertTail(name, predictor.forecast(1));
        assertThat(predictor.forecast(1).valueAtRisk(new ConfidenceLevel(0.975)))
                .as(name)
                .isLessThan(shocked + 5);
    }

    @Test
    void aTypoIsMetWithTheNearestName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UnivariateCatalogue.named("gjr-skwet"))
                .withMessageContaining("Maybe 'gjr-skewt'?");
    }

    @Test
    void theCatalogueHasEachFamilyWithEachLaw() {
        assertThat(names())
                .contains(
                        "hs250", "hs", "ewma-n", "ewma-n-fhs", "garch-n", "gjr-t-fhs", "egarch-skewt-evt", "gas-t-fhs")
                .contains(
                        "har-t-fhs",
                        "rgjr-t-fhs",
                        "tarch-skewt",
                        "caviar-sav",
                        "caviar-as",
                        "caviar-ig",
                        "caviar-ad",
                        "caesar-as")
                .doesNotHaveDuplicates();
    }
}
