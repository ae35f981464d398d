package io.credence.forecasting.model.bayesian.hybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.distribution.Interval;
import io.credence.forecasting.model.UnivariateCatalogue;
import io.credence.forecasting.model.univariate.ReturnHistory;
import io.credence.forecasting.model.univariate.SimulatedReturns;
import io.credence.forecasting.model.volatility.Innovation;
import io.credence.forecasting.model.volatility.VolatilityModel;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HybridVolatilityTest {

    private static final ConfidenceLevel LEVEL = new ConfidenceLevel(0.975);
    private static final ReturnHistory HISTORY = SimulatedReturns.gjr(1000, 5);
    private static final HybridFit FIT = HybridVolatility.withDefaults().fit(HISTORY);

    private static double valueAtRisk(HybridFit fit) {
        return fit.predictor().forecast(1).valueAtRisk(LEVEL);
    }

    /** Where the recursion is right there is nothing to learn. */
    @Test
    void onAMarketOfTheRecursionItForecastsTheSame() {
        double base = VolatilityModel.rangeGjr(Innovation.STUDENT_T)
                .fit(HISTORY)
                .predictor()
                .forecast(1)
                .valueAtRisk(LEVEL);
        assertThat(Math.log(valueAtRisk(FIT) / base)).isCloseTo(0, within(0.15));
        Interval interval = FIT.predictor().forecast(1).valueAtRiskInterval(LEVEL, 0.9);
        assertThat(interval.low()).isLessThan(base);
        assertThat(interval.high()).isGreaterThan(base);
    }

    @Test
    void anyPosteriorByName() {
        HybridFit other = HybridVolatility.withPosterior("vi-mean-field").fit(HISTORY);
        assertThat(Math.log(valueAtRisk(other) / valueAtRisk(FIT))).isCloseTo(0, within(0.1));
        assertThat(UnivariateCatalogue.named("hybrid:nuts").name()).isEqualTo("hybrid:nuts");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UnivariateCatalogue.named("hybrid:laplac"))
                .withMessageContaining("'laplace'");
    }

    @Test
    void pricesInOtherUnitsChangeNothing() {
        double[] returns =
                Arrays.stream(HISTORY.returnsFrom(0)).map(r -> 1e-3 * r).toArray();
        double[] ranges = Arrays.stream(HISTORY.ranges()).map(r -> 1e-6 * r).toArray();
        HybridFit scaled = HybridVolatility.withDefaults().fit(ReturnHistory.of(returns, ranges));
        assertThat(Math.log(1e3 * valueAtRisk(scaled) / valueAtRisk(FIT))).isCloseTo(0, within(0.01));
    }

    @Test
    void aPredictorLeavesItsFitAlone() {
        double before = valueAtRisk(FIT);
        HybridPredictor predictor = FIT.predictor();
        predictor.update(-8, 30);
        assertThat(predictor.forecast(1).valueAtRisk(LEVEL)).isGreaterThan(before);
        assertThat(valueAtRisk(FIT)).isEqualTo(before);
    }

    @Test
    void oneReturnAheadOnly() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FIT.predictor().forecast(5))
                .withMessageContaining("1 return ahead");
    }
}
