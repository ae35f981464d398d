package io.credence.forecasting.model.volatility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.distribution.LocationScaleReturn;
import io.credence.forecasting.model.univariate.DailyData;
import io.credence.forecasting.model.univariate.Estimate;
import io.credence.forecasting.model.univariate.ReturnHistory;
import io.credence.forecasting.model.univariate.SimulatedReturns;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Golden values are those of golden/econometrics.json; its sources are named at each. */
class VolatilityModelTest {

    private static final ReturnHistory SIMULATED = SimulatedReturns.gjr(2000, 3);

    private static ReturnHistory markPound() {
        return ReturnHistory.of(DailyData.column("daily/dmbp_returns.csv", "return_pct"));
    }

    /** Simple returns, as arch's documentation takes them. */
    private static ReturnHistory simpleReturns() {
        double[] close = DailyData.column("daily/sp500.csv", "close");
        double[] returns = new double[close.length - 1];
        Arrays.setAll(returns, i -> 100 * (close[i + 1] / close[i] - 1));
        return ReturnHistory.of(returns);
    }

    /** The benchmark of Fiorentini, Calzolari and Panattoni (1996), to its printed digits. */
    @Test
    void reproducesTheGarchBenchmark() {
        Estimate estimate = VolatilityModel.garch(Innovation.GAUSSIAN)
                .withPresample(Presample.VARIANCE)
                .fit(markPound())
                .estimate();
        assertThat(estimate.converged()).isTrue();
        assertThat(estimate.logLikelihood()).isCloseTo(-1106.60788, within(5e-5));
        assertParameter(estimate, "mu", -0.00619041, 1e-6, 0.00846212);
        assertParameter(estimate, "omega", 0.0107613, 1e-6, 0.00285271);
        assertParameter(estimate, "alpha", 0.153134, 2e-6, 0.0265228);
        assertParameter(estimate, "beta", 0.805974, 2e-6, 0.0335527);
    }

    /** The benchmark's errors come from the expected Hessian in part: within 0.2 %. */
    private static void assertParameter(Estimate estimate, String name, double value, double tolerance, double error) {
        Estimate.Parameter parameter = estimate.parameter(name);
        assertThat(parameter.value()).as(name).isCloseTo(value, within(tolerance));
        assertThat(parameter.standardError()).as(name).isCloseTo(error, within(2e-3 * error));
    }

    /** ARCHModels.jl on the same series, whose presample is a third one: within 0.5 %. */
    @Test
    void robustStandardErrorsAreThoseOfBollerslevAndWooldridge() {
        Estimate estimate = VolatilityModel.garch(Innovation.GAUSSIAN)
                .withPresample(Presample.VARIANCE)
                .fit(markPound())
                .estimate();
        double[] errors = {0.00920163, 0.00649493, 0.0536586, 0.0725003};
        List<String> names = List.of("mu", "omega", "alpha", "beta");
        for (int i = 0; i < errors.length; i++) {
            assertThat(estimate.parameter(names.get(i)).robustStandardError())
                    .as(names.get(i))
                    .isCloseTo(errors[i], within(5e-3 * errors[i]));
        }
    }

    /** arch 8.0.0 on the S&P 500 from 1999 to 2018, to its printed digits. */
    @Test
    void reproducesArch() {
        ReturnHistory history = simpleReturns();
        assertEstimate(
                VolatilityModel.garch(Innovation.GAUSSIAN).fit(history),
                -6936.7185,
                0.056353,
                0.017507,
                0.10215,
                0.885206);
        assertEstimate(
                VolatilityModel.gjr(Innovation.GAUSSIAN).fit(history),
                -6822.8828,
                0.017505,
                0.019566,
                0.0,
                0.183069,
                0.892236);
        assertEstimate(
                VolatilityModel.tarch(Innovation.GAUSSIAN).fit(history),
                -6799.1785,
                0.014307,
                0.025827,
                0.0,
                0.170714,
                0.90977);
        assertEstimate(
                VolatilityModel.tarch(Innovation.STUDENT_T).fit(history),
                -6722.1512,
                0.032266,
                0.020063,
                0.0,
                0.172149,
                0.913925,
                7.955174);
    }

    private static void assertEstimate(VolatilityFit fit, double logLikelihood, double... values) {
        Estimate estimate = fit.estimate();
        assertThat(estimate.logLikelihood()).isCloseTo(logLikelihood, within(3e-4));
        for (int i = 0; i < values.length; i++) {
            Estimate.Parameter parameter = estimate.parameters().get(i);
            assertThat(parameter.value())
                    .as(parameter.name())
                    .isCloseTo(values[i], within(1e-5 * (1 + Math.abs(values[i]))));
        }
    }

    /**
     * The EGARCH benchmark that rugarch carries, whose presample is told nowhere: every parameter within 2 % of its standard
     * error, and standard errors within 5 %.
     */
    @Test
    void isNearTheEgarchBenchmark() {
        Estimate estimate = VolatilityModel.egarch(Innovation.GAUSSIAN)
                .withPresample(Presample.VARIANCE)
                .fit(markPound())
                .estimate();
        assertNear(estimate, "mu", -0.01167873487, 0.05);
        assertNear(estimate, "omega", -0.12633933747, 0.02);
        assertNear(estimate, "gamma", -0.03845788444, 0.02);
        assertNear(estimate, "beta", 0.91265373928, 0.02);
        assertNear(estimate, "alpha", 0.33305592776, 0.02);
        assertThat(estimate.parameter("beta").standardError()).isCloseTo(0.0168, within(0.05 * 0.0168));
        assertThat(estimate.parameter("omega").standardError()).isCloseTo(0.0285, within(0.05 * 0.0285));
    }

    /** ARCHModels.jl without a mean; ours is -0.0003, a twentieth of its standard error. */
    @Test
    void isNearTheEgarchOfStudentT() {
        Estimate estimate = VolatilityModel.egarch(Innovation.STUDENT_T)
                .withPresample(Presample.VARIANCE)
                .fit(markPound())
                .estimate();
        assertNear(estimate, "omega", -0.0162014, 0.02);
        assertNear(estimate, "gamma", -0.0378454, 0.02);
        assertNear(estimate, "beta", 0.977687, 0.02);
        assertNear(estimate, "alpha", 0.255804, 0.02);
        assertNear(estimate, "nu", 4.12423, 0.02);
    }

    private static void assertNear(Estimate estimate, String name, double value, double share) {
        Estimate.Parameter parameter = estimate.parameter(name);
        assertThat(parameter.value()).as(name).isCloseTo(value, within(share * parameter.standardError()));
    }

    /** ARCHModels.jl at its own estimates, whose printed digits are all there are. */
    @Test
    void forecastsTheVarianceOfTheGarchBenchmark() {
        double[] theta = {-0.00616637, 0.0107606, 0.153411, 0, 0.805875, 0};
        Sample sample = Sample.of(markPound(), Presample.VARIANCE);
        Path path = Path.of(sample.size(), 6);
        NewsRecursion.GARCH.filter(theta, sample, path);
        double h = path.variance()[sample.size()];
        assertThat(h).isCloseTo(0.14708779684765233, within(5e-7));
        double valueAtRisk = 0;
        for (int t = 0; t < sample.size(); t++) {
            valueAtRisk += 2.3263478740408408 * Math.sqrt(path.variance()[t]) - theta[0];
        }
        assertThat(valueAtRisk).isCloseTo(2077.0976454790807, within(0.05));
    }

    @Test
    void theTruthLiesWithinThreeStandardErrors() {
        Estimate estimate = VolatilityModel.gjr(Innovation.STUDENT_T)
                .fit(SimulatedReturns.gjr(5000, 8))
                .estimate();
        double[] truth = {0.03, 0.03, 0.04, 0.08, 0.89, 6};
        for (int i = 0; i < truth.length; i++) {
            Estimate.Parameter parameter = estimate.parameters().get(i);
            double distance = Math.abs(parameter.value() - truth[i]);
            assertThat(distance / parameter.standardError())
                    .as(parameter.name())
                    .isLessThan(3);
            assertThat(distance / parameter.robustStandardError())
                    .as(parameter.name())
                    .isLessThan(3);
        }
    }

    @Test
    void aRefitEqualsAFitOfItsOwn() {
        VolatilityModel model = VolatilityModel.gjr(Innovation.SKEWED_T);
        VolatilityFit warm = model.fit(SIMULATED.first(1500)).refit(SIMULATED);
        VolatilityFit cold = model.fit(SIMULATED);
        assertThat(warm.logLikelihood()).isCloseTo(cold.logLikelihood(), within(1e-6));
        assertThat(warm.variance(2000)).isCloseTo(cold.variance(2000), within(1e-4));
    }

    /** Returns times c: the forecast too, to 1e-6. */
    @Test
    void scaleDoesNotMatter() {
        for (double scale : new double[] {1e-3, 1e3}) {
            double[] scaled =
                    Arrays.stream(SIMULATED.returnsFrom(0)).map(r -> scale * r).toArray();
            VolatilityModel model = VolatilityModel.gjr(Innovation.STUDENT_T);
            double plain = Math.sqrt(model.fit(SIMULATED).variance(2000));
            double other = Math.sqrt(model.fit(ReturnHistory.of(scaled)).variance(2000)) / scale;
            assertThat(other).isCloseTo(plain, within(1e-6 * plain));
        }
    }

    @Test
    void withoutRangesTheRangeFedModelIsPlainGjr() {
        ReturnHistory plain = ReturnHistory.of(SIMULATED.returnsFrom(0));
        VolatilityFit ranged = VolatilityModel.rangeGjr(Innovation.STUDENT_T).fit(plain);
        VolatilityFit gjr = VolatilityModel.gjr(Innovation.STUDENT_T).fit(plain);
        assertThat(ranged.logLikelihood()).isCloseTo(gjr.logLikelihood(), within(1e-6));
        assertThat(ranged.estimate().parameters()).hasSameSizeAs(gjr.estimate().parameters());
    }

    @Test
    void rangesThatTellTheVarianceRaiseTheLikelihood() {
        ReturnHistory history = SimulatedReturns.stochasticVolatility(2000, 4);
        double with =
                VolatilityModel.rangeGjr(Innovation.STUDENT_T).fit(history).logLikelihood();
        double without = VolatilityModel.gjr(Innovation.STUDENT_T).fit(history).logLikelihood();
        assertThat(with).isGreaterThan(without + 10);
    }

    @Test
    void aForecastOfTenReturnsHasTheVarianceOfTheirSum() {
        VolatilityFit fit = VolatilityModel.gjr(Innovation.STUDENT_T).fit(SIMULATED);
        Estimate estimate = fit.estimate();
        double persistence = estimate.parameter("alpha").value()
                + estimate.parameter("gamma").value() / 2
                + estimate.parameter("beta").value();
        double expected = 0;
        double variance = fit.variance(SIMULATED.size());
        for (int step = 0; step < 10; step++) {
            expected += variance;
            variance = estimate.parameter("omega").value() + persistence * variance;
        }
        LocationScaleReturn forecast = fit.predictor().forecast(10);
        assertThat(forecast.variance()).isCloseTo(expected, within(0.03 * expected));
        assertThat(forecast.mean()).isCloseTo(10 * estimate.parameter("mu").value(), within(0.05));
        assertThat(forecast).isEqualTo(fit.predictor().forecast(10));
    }

    @Test
    void filteredHistoricalSimulationHasTheResidualsQuantiles() {
        VolatilityFit fit = VolatilityModel.gjr(Innovation.STUDENT_T)
                .withTails(Tails.HISTORICAL)
                .fit(SIMULATED);
        LocationScaleReturn forecast = fit.predictor().forecast(1);
        double[] sorted = fit.residuals();
        Arrays.sort(sorted);
        double low = forecast.location() + forecast.scale() * sorted[(int) (0.01 * 1999)];
        double high = forecast.location() + forecast.scale() * sorted[(int) (0.01 * 1999) + 1];
        assertThat(-forecast.valueAtRisk(new ConfidenceLevel(0.99))).isBetween(low, high);
    }

    @Test
    void paretoTailsAreNearTheSamplesOwnWhereThereAreManyRows() {
        VolatilityModel model = VolatilityModel.garch(Innovation.STUDENT_T);
        ConfidenceLevel level = new ConfidenceLevel(0.975);
        double spliced = model.withTails(Tails.PARETO)
                .fit(SIMULATED)
                .predictor()
                .forecast(1)
                .expectedShortfall(level);
        double own = model.withTails(Tails.HISTORICAL)
                .fit(SIMULATED)
                .predictor()
                .forecast(1)
                .expectedShortfall(level);
        assertThat(spliced).isCloseTo(own, within(0.05 * own));
    }

    @Test
    void namesTellTheWhole() {
        assertThat(VolatilityModel.gjr(Innovation.STUDENT_T)
                        .withTails(Tails.HISTORICAL)
                        .name())
                .isEqualTo("gjr-t-fhs");
        assertThat(VolatilityModel.rangeGjr(Innovation.SKEWED_T)
                        .withTails(Tails.PARETO)
                        .name())
                .isEqualTo("rgjr-skewt-evt");
        assertThat(VolatilityModel.garch(Innovation.GAUSSIAN).name()).isEqualTo("garch-n");
    }

    @Test
    void refusesTooFewReturnsAndConstantOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VolatilityModel.garch(Innovation.STUDENT_T).fit(SIMULATED.first(50)))
                .withMessageContaining("50 returns; garch-t needs at least 100");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VolatilityModel.garch(Innovation.STUDENT_T).fit(ReturnHistory.of(new double[200])))
                .withMessageContaining("returns that vary");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReturnHistory.of(new double[] {1, Double.NaN}))
                .withMessageContaining("return 1 is NaN");
    }
}
