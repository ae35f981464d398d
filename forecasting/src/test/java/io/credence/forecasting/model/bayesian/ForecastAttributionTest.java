package io.credence.forecasting.model.bayesian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.distribution.Interval;
import io.credence.forecasting.feature.Feature;
import io.credence.forecasting.market.Bar;
import io.credence.forecasting.market.BarSpec;
import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.model.Attributing;
import io.credence.forecasting.model.Attribution;
import io.credence.forecasting.model.FitOptions;
import io.credence.forecasting.model.FittedModel;
import io.credence.forecasting.model.Predictor;
import io.credence.forecasting.model.ProgressListener;
import io.credence.forecasting.series.SimulatedBars;
import io.credence.forecasting.series.TrainingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ForecastAttributionTest {

    private static final int BARS = 100;
    private static final int LAGS = 12;
    private static final ConfidenceLevel LEVEL = new ConfidenceLevel(0.975);
    private static final List<Bar> SERIES = SimulatedBars.walk("A", BARS, 3).bars();
    private static final Instrument NAME = SimulatedBars.instrument("A");

    private static final TrainingData DATA =
            new TrainingData(BarSpec.parse("1m"), List.of(1, 5), List.of(SimulatedBars.walk("B", 700, 2)));

    private static Predictor predictor;
    private static final List<byte[]> STATES = new ArrayList<>();
    private static List<ForecastDistribution> forecasts;

    @BeforeAll
    static void walk() {
        FittedModel fitted = new BayesianModel().fit(DATA, new FitOptions(1, 40), ProgressListener.SILENT);
        predictor = new BayesianModel().load(fitted);
        byte[] state = predictor.initialState(NAME);
        for (Bar bar : SERIES) {
            STATES.add(state);
            Predictor.Prediction made = predictor
                    .update(List.of(new Predictor.Step(NAME, bar, state)))
                    .getFirst();
            state = made.state();
            forecasts = made.forecasts();
        }
    }

    @AfterAll
    static void close() {
        predictor.close();
    }

    @Test
    void whatIsExplainedIsWhatWasForecastAndItsPartsAddUp() {
        for (int h = 0; h < 2; h++) {
            Attribution attribution = attribution(LAGS, predictor.horizons().get(h));
            double risk = forecasts.get(h).valueAtRisk(LEVEL);
            Interval interval = forecasts.get(h).valueAtRiskInterval(LEVEL, 0.9);
            assertThat(attribution.risk().value()).isCloseTo(risk, within(1e-5 * risk));
            assertThat(attribution.doubt().value())
                    .isCloseTo((interval.high() - interval.low()) / (2 * 1.6449 * risk), within(1e-4));
            for (Attribution.Part part : List.of(attribution.risk(), attribution.doubt())) {
                double all = Arrays.stream(part.moved())
                        .flatMapToDouble(Arrays::stream)
                        .map(Math::abs)
                        .sum();
                assertThat(part.moved()).hasDimensions(LAGS, Feature.COUNT);
                assertThat(all).isPositive();
                assertThat(part.gap()).isCloseTo(0, within(2e-3 * all));
                double byLags = 0;
                for (int lag = 0; lag < LAGS; lag++) {
                    byLags += part.ofLag(lag);
                }
                assertThat(part.start() + part.older() + byLags + part.gap()).isCloseTo(part.value(), within(1e-12));
            }
        }
    }

    /** From the first bar on there is nothing older; one bar alone leaves the rest to its recurrent state. */
    @Test
    void whatIsOlderThanTheLagsIsToldApart() {
        assertThat(attribution(BARS, 1).risk().older()).isZero();
        Attribution one = attribution(1, 1);
        assertThat(one.risk().older()).isNotZero();
        assertThat(one.risk().moved()).hasDimensions(1, Feature.COUNT);
        assertThat(one.risk().value()).isCloseTo(attribution(BARS, 1).risk().value(), within(1e-5));
    }

    @Test
    void slopesForetellSmallChanges() {
        Attribution.Trust trust = attribution(LAGS, 1).risk().trust();
        assertThat(trust.gradient().unexplained()).isBetween(0.0, 0.05);
        assertThat(trust.smooth().unexplained()).isBetween(0.0, 0.05);
        assertThat(trust.gradient().sensitivity()).isBetween(0.0, 0.5);
        assertThat(trust.integrated().unexplained()).isLessThan(1);
    }

    /** The state then has variances, too, which are never pushed below 0. */
    @Test
    void aNetworkOfRandomWeightsIsExplainedAsWell() {
        FittedModel fitted =
                new BayesianModel().withPosterior("vdp++").fit(DATA, new FitOptions(1, 40), ProgressListener.SILENT);
        try (Predictor moments = new BayesianModel().load(fitted)) {
            byte[] state = moments.initialState(NAME);
            for (Bar bar : SERIES.subList(0, BARS - LAGS)) {
                state = moments.update(List.of(new Predictor.Step(NAME, bar, state)))
                        .getFirst()
                        .state();
            }
            Attribution.Part part = ((Attributing) moments)
                    .attribution(NAME, state, SERIES.subList(BARS - LAGS, BARS), 5, LEVEL)
                    .doubt();
            assertThat(part.value()).isPositive();
            assertThat(part.older()).isNotZero();
            assertThat(Math.abs(part.gap())).isLessThan(0.01 * part.value());
            assertThat(part.trust().gradient().unexplained()).isBetween(0.0, 0.2);
        }
    }

    @Test
    void refusesWhatWasNotForecast() {
        Attributing attributing = (Attributing) predictor;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> attributing.attribution(NAME, STATES.getFirst(), List.of(), 1, LEVEL))
                .withMessageContaining("0 bars");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> attribution(LAGS, 7))
                .withMessageContaining("[1, 5]");
        assertThatIllegalStateException()
                .isThrownBy(() -> attributing.attribution(NAME, STATES.getFirst(), SERIES.subList(0, 5), 1, LEVEL))
                .withMessageContaining("bar 5");
    }

    private static Attribution attribution(int lags, int horizon) {
        return ((Attributing) predictor)
                .attribution(NAME, STATES.get(BARS - lags), SERIES.subList(BARS - lags, BARS), horizon, LEVEL);
    }
}
