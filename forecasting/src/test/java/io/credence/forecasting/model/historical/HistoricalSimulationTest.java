package io.credence.forecasting.model.historical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.model.univariate.ReturnHistory;
import io.credence.forecasting.model.univariate.SimulatedReturns;
import io.credence.forecasting.model.univariate.UnivariateModel;
import io.credence.forecasting.model.univariate.UnivariatePredictor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoricalSimulationTest {

    private static final ReturnHistory HISTORY = SimulatedReturns.gjr(900, 2);
    private static final ConfidenceLevel LEVEL = new ConfidenceLevel(0.975);

    /** The latest 250 returns, sorted: position 0.025 x 249 = 6.225. */
    @Test
    void valueAtRiskIsTheWindowsQuantile() {
        double[] window = HISTORY.returnsFrom(650);
        Arrays.sort(window);
        double expected = window[6] + 0.225 * (window[7] - window[6]);
        assertThat(HistoricalSimulation.rolling(250)
                        .fit(HISTORY)
                        .predictor()
                        .forecast(1)
                        .valueAtRisk(LEVEL))
                .isCloseTo(-expected, within(1e-12));
    }

    @Test
    void updatesEqualAFitToTheLongerHistory() {
        for (UnivariateModel model : List.of(HistoricalSimulation.rolling(250), HistoricalSimulation.expanding())) {
            UnivariatePredictor predictor = model.fit(HISTORY.first(300)).predictor();
            for (int t = 300; t < 900; t++) {
                predictor.update(HISTORY.returnAt(t), Double.NaN);
                if (t % 97 == 0 || t == 899) {
                    UnivariatePredictor fresh = model.fit(HISTORY.first(t + 1)).predictor();
                    assertThat(predictor.forecast(1)).isEqualTo(fresh.forecast(1));
                    assertThat(predictor.forecast(10)).isEqualTo(fresh.forecast(10));
                }
            }
        }
    }

    @Test
    void aLongerHorizonIsMadeOfOverlappingSums() {
        double[] returns = new double[30];
        Arrays.setAll(returns, i -> i);
        UnivariatePredictor predictor =
                HistoricalSimulation.expanding().fit(ReturnHistory.of(returns)).predictor();
        // Sums of three: 3, 6, ..., 84; a level of 0.6 is at position 0.4 x 27 = 10.8.
        assertThat(predictor.forecast(3).valueAtRisk(new ConfidenceLevel(0.6))).isCloseTo(-35.4, within(1e-12));
    }

    @Test
    void refusesWhatLeavesNoSample() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HistoricalSimulation.rolling(5))
                .withMessageContaining("window is 5 returns");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HistoricalSimulation.rolling(250).fit(HISTORY.first(7)))
                .withMessageContaining("history has 7 returns; hs250 needs at least 20");
        UnivariatePredictor predictor =
                HistoricalSimulation.rolling(30).fit(HISTORY).predictor();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> predictor.forecast(20))
                .withMessageContaining("horizon is 20");
    }
}
