package io.credence.forecasting.model.bayesian.volatility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.distribution.Interval;
import io.credence.forecasting.evaluation.DieboldMarianoTest;
import io.credence.forecasting.model.univariate.ReturnHistory;
import io.credence.forecasting.model.univariate.SimulatedReturns;
import io.credence.forecasting.model.univariate.UnivariateFit;
import io.credence.forecasting.model.univariate.UnivariateModel;
import io.credence.forecasting.model.univariate.UnivariatePredictor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PanelVolatilityTest {

    private static final ConfidenceLevel LEVEL = new ConfidenceLevel(0.975);

    private static ReturnHistory dated(double[] returns, double[] ranges, long first) {
        return ReturnHistory.of(returns, ranges)
                .withDates(LongStream.range(first, first + returns.length).toArray());
    }

    private static ReturnHistory simulated(int size, long seed, long first) {
        ReturnHistory plain = SimulatedReturns.gjr(size, seed);
        return dated(plain.returnsFrom(0), plain.ranges(), first);
    }

    private static double valueAtRisk(UnivariateFit fit) {
        return fit.predictor().forecast(1).valueAtRisk(LEVEL);
    }

    private static UnivariateModel first(List<ReturnHistory> panel) {
        return PanelVolatility.withDefaults().over(panel).ofInstrument(0);
    }

    @Test
    void aloneItIsThePooledModel() {
        ReturnHistory own = simulated(400, 5, 0);
        double expected = valueAtRisk(PooledVolatility.withDefaults().fit(own));
        assertThat(valueAtRisk(PanelVolatility.withDefaults().fit(own))).isEqualTo(expected);
        assertThat(valueAtRisk(first(List.of(own)).fit(own))).isEqualTo(expected);
    }

    /** Whatever others do on the origin's date and after it, the forecast is the same to the last bit; before it, it is not. */
    @Test
    void rowsOfOthersFromTheOriginOnAreNotSeen() {
        ReturnHistory own = simulated(500, 5, 0);
        ReturnHistory other = simulated(900, 6, 0);
        double plain = valueAtRisk(first(List.of(own, other)).fit(own));
        assertThat(valueAtRisk(first(List.of(own, wilderFrom(other, 499))).fit(own)))
                .isEqualTo(plain);
        assertThat(valueAtRisk(first(List.of(own, wilderFrom(other, 200))).fit(own)))
                .isNotEqualTo(plain);
    }

    private static ReturnHistory wilderFrom(ReturnHistory history, int row) {
        double[] returns = history.returnsFrom(0);
        double[] ranges = history.ranges();
        for (int t = row; t < returns.length; t++) {
            returns[t] *= t % 3 == 0 ? 30 : 0.1;
            ranges[t] *= t % 2 == 0 ? 50 : 1;
        }
        return dated(returns, ranges, history.dateAt(0));
    }

    /**
     * The second instrument's return is the first's of the next day: who saw it would know each forecast's outcome. It may tell no more than
     * one whose return is the first's of the day before, which says as much of parameters.
     */
    @Test
    void aSignalFromTheFutureBringsNoGain() {
        ReturnHistory own = simulated(1200, 8, 0);
        double[] returns = own.returnsFrom(0);
        double[] ranges = own.ranges();
        ReturnHistory oracle = dated(Arrays.copyOfRange(returns, 1, 1200), Arrays.copyOfRange(ranges, 1, 1200), 0);
        ReturnHistory echo = dated(Arrays.copyOf(returns, 1199), Arrays.copyOf(ranges, 1199), 1);
        double[] with = logScores(first(List.of(own, oracle)), own);
        double[] without = logScores(first(List.of(own, echo)), own);
        double[] gain = IntStream.range(0, with.length)
                .mapToDouble(t -> with[t] - without[t])
                .toArray();
        assertThat(DieboldMarianoTest.withDefaults().test(gain).statistic()).isLessThan(2);
        // An outcome that is known would move it by nats.
        assertThat(Arrays.stream(gain).average().orElseThrow()).isCloseTo(0, within(0.002));
    }

    private static double[] logScores(UnivariateModel model, ReturnHistory history) {
        double[] scores = new double[600];
        UnivariateFit fit = model.fit(history.first(600));
        UnivariatePredictor predictor = fit.predictor();
        for (int t = 600; t < 1200; t++) {
            if (t == 900) {
                fit = fit.refit(history.first(t));
                predictor = fit.predictor();
            }
            scores[t - 600] = ((ForecastDistribution) predictor.forecast(1)).logScore(history.returnAt(t));
            predictor.update(history.returnAt(t), history.rangeAt(t));
        }
        return scores;
    }

    /** A year of returns among nine instruments of the same law: the panel knows more of them than they do. */
    @Test
    void aShortHistoryLeansOnThePanel() {
        ReturnHistory own = simulated(250, 11, 1500);
        List<ReturnHistory> panel = Stream.concat(
                        Stream.of(own), IntStream.range(0, 9).mapToObj(i -> simulated(1700, 100 + i, 0)))
                .toList();
        assertThat(width(first(panel).fit(own)))
                .isLessThan(0.9 * width(PooledVolatility.withDefaults().fit(own)));
    }

    private static double width(UnivariateFit fit) {
        Interval interval = ((ForecastDistribution) fit.predictor().forecast(1)).valueAtRiskInterval(LEVEL, 0.9);
        return Math.log(interval.high() / interval.low());
    }

    @Test
    void anInstrumentThatCannotBeFittedIsLeftOut() {
        ReturnHistory own = simulated(500, 5, 0);
        ReturnHistory still = dated(new double[500], new double[0], 0);
        ReturnHistory brief = simulated(30, 9, 0);
        assertThat(valueAtRisk(first(List.of(own, still, brief)).fit(own)))
                .isEqualTo(valueAtRisk(PooledVolatility.withDefaults().fit(own)));
    }

    @Test
    void badPanelsAreRefused() {
        ReturnHistory undated = SimulatedReturns.gjr(300, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PanelVolatility.withDefaults().over(List.of(undated)))
                .withMessageContaining("no dates")
                .withMessageContaining("Maybe");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PanelVolatility.withDefaults().ofInstrument(0))
                .withMessageContaining("instrument is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> undated.withDates(new long[300]).withDates(new long[3]))
                .withMessageContaining("3 dates");
    }
}
