package io.credence.forecasting.bench.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.market.Bar;
import io.credence.forecasting.market.BarSpec;
import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.market.TradingCalendar;
import io.credence.forecasting.model.FitOptions;
import io.credence.forecasting.model.ForecastModel;
import io.credence.forecasting.model.ModelCatalogue;
import io.credence.forecasting.model.Predictor;
import io.credence.forecasting.model.ProgressListener;
import io.credence.forecasting.series.BarSeries;
import io.credence.forecasting.series.TrainingData;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FaultTest {

    private static final Instrument NAME = new Instrument("A", 0.01, TradingCalendar.ALWAYS_OPEN);

    @Test
    void areaIsTheShareOfPairsInOrder() {
        assertThat(Auroc.of(new double[] {3, 4}, new double[] {1, 2})).isEqualTo(1);
        assertThat(Auroc.of(new double[] {1, 3}, new double[] {2, 2})).isEqualTo(0.5);
        assertThat(Auroc.of(new double[] {2}, new double[] {1, 2, 3, 4})).isEqualTo(0.375);
    }

    @Test
    void faultsAreWhatTheySay() {
        List<Bar> bars = bars(40, 1);
        double last = bars.get(9).close();
        assertThat(Fault.FROZEN_FEED.window(bars, 10, 5, new Random(1)))
                .allMatch(bar -> bar.isEmpty() && bar.close() == last && bar.high() == last);
        assertThat(Fault.STALE_PRICE.window(bars, 10, 5, new Random(1)))
                .allMatch(bar -> bar.ticks() > 0 && bar.close() == last);
        assertThat(Fault.UNIT_ERROR.window(bars, 10, 5, new Random(1)).get(2).low())
                .isCloseTo(100 * bars.get(12).low(), within(1e-9));
        List<Bar> shuffled = Fault.SHUFFLED_WINDOW.window(bars, 10, 20, new Random(1));
        assertThat(shuffled).extracting(Bar::end).isSortedAccordingTo(Comparator.naturalOrder());
        assertThat(shuffled)
                .extracting(Bar::close)
                .containsExactlyInAnyOrderElementsOf(
                        bars.subList(10, 30).stream().map(Bar::close).toList())
                .isNotEqualTo(bars.subList(10, 30).stream().map(Bar::close).toList());
    }

    /** Returns between levels in any order have a lag-1 autocorrelation of -1/2, and bars open far from the last close. */
    @Test
    void shuffledBarsHangTogetherAsNoOthersDo() {
        List<Bar> bars = bars(1200, 4);
        Dependence dependence = Dependence.of(bars.subList(0, 900));
        List<Bar> whole = bars.subList(900, 1200);
        List<Bar> shuffled = Fault.SHUFFLED_WINDOW.window(bars, 900, 300, new Random(1));
        assertThat(Math.tanh(Dependence.statistics(shuffled)[0])).isCloseTo(-0.5, within(0.15));
        assertThat(Math.tanh(Dependence.statistics(whole)[0])).isCloseTo(0, within(0.15));
        double ordinary = 0;
        double spoilt = 0;
        for (int end = Dependence.BARS + 1; end <= 300; end++) {
            ordinary += dependence.leverage(whole.subList(0, end)) / 300;
            spoilt += dependence.leverage(shuffled.subList(0, end)) / 300;
        }
        assertThat(ordinary).isBetween(1.5, 6.0);
        assertThat(spoilt).isGreaterThan(5 * ordinary);
        double still = dependence.leverage(Fault.FROZEN_FEED.window(bars, 900, 30, new Random(1)));
        assertThat(still).isFinite();
    }

    /** On simulated bars and a short training: the two that are far from any market. */
    @Test
    void doubtRisesOnAFrozenFeedAndAUnitError() {
        List<Bar> bars = bars(1600, 2);
        ForecastModel model = ModelCatalogue.named("bayesian");
        BarSeries learnt = new BarSeries(NAME, bars.subList(0, 900));
        TrainingData data = new TrainingData(BarSpec.parse("1m"), List.of(1), List.of(learnt));
        try (Predictor predictor = model.load(model.fit(data, new FitOptions(1, 60), ProgressListener.SILENT))) {
            Stream stream = new Stream(predictor, new BarSeries(NAME, bars));
            for (Fault fault : List.of(Fault.FROZEN_FEED, Fault.UNIT_ERROR)) {
                assertThat(auroc(stream, bars, fault)).as(fault.name()).isGreaterThan(0.8);
            }
        }
    }

    private static double auroc(Stream stream, List<Bar> bars, Fault fault) {
        double[] faulty = new double[20];
        double[] ordinary = new double[20];
        for (int i = 0; i < faulty.length; i++) {
            int from = 930 + 30 * i;
            List<Bar> window = fault.window(bars, from, 30, new Random(i));
            faulty[i] = Doubt.SPREAD_OF_LOG_VAR.of(
                    stream.instead(from, window).getLast().getFirst());
            ordinary[i] = Doubt.SPREAD_OF_LOG_VAR.of(
                    stream.forecasts(from, from + 30).getLast().getFirst());
        }
        return Auroc.of(faulty, ordinary);
    }

    private static List<Bar> bars(int count, long seed) {
        Random random = new Random(seed);
        Instant start = Instant.parse("2024-01-15T00:00:00Z");
        List<Bar> bars = new ArrayList<>();
        double close = 1000;
        for (int i = 0; i < count; i++) {
            double open = close;
            close = Math.rint(100 * open * Math.exp(0.001 * random.nextGaussian())) / 100;
            double high = Math.max(open, close) + 0.3 * random.nextDouble();
            double low = Math.min(open, close) - 0.3 * random.nextDouble();
            Instant from = start.plus(Duration.ofMinutes(i));
            bars.add(new Bar(
                    "A",
                    from,
                    from.plus(Duration.ofMinutes(1)),
                    open,
                    high,
                    low,
                    close,
                    1 + random.nextInt(9),
                    1 + random.nextInt(9)));
        }
        return bars;
    }
}
