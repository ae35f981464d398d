package io.credence.forecasting.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.credence.forecasting.backtest.BacktestResult.HorizonResult;
import io.credence.forecasting.model.FitOptions;
import io.credence.forecasting.model.FittedModel;
import io.credence.forecasting.model.ForecastModel;
import io.credence.forecasting.model.ModelCatalogue;
import io.credence.forecasting.model.Predictor;
import io.credence.forecasting.model.ProgressListener;
import io.credence.forecasting.model.volatility.EwmaModel;
import io.credence.forecasting.series.BarSeries;
import io.credence.forecasting.series.TrainingData;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The catalogue's default on the tape, as the demo runs it: trained on the first 40 % of the trades, scored on the rest. */
class TapeTest {

    private static final List<Integer> HORIZONS = List.of(1, 5, 15);
    private static final Tape TAPE = Tape.read();

    private static FittedModel fitted;
    private static BacktestResult result;

    @BeforeAll
    static void run() {
        ForecastModel model = ModelCatalogue.named(ModelCatalogue.names().getFirst());
        TrainingData data = new TrainingData(Tape.SPEC, HORIZONS, List.of(TAPE.trainingSeries()));
        fitted = model.fit(data, new FitOptions(1, 400), ProgressListener.SILENT);
        try (Predictor predictor = model.load(fitted);
                Predictor reference = EwmaModel.reference(HORIZONS)) {
            result = Backtest.of(predictor, reference).run(List.of(TAPE.all()), fitted.trainedUntil());
        }
    }

    @Test
    void theDefaultIsPromotedOverTheReferenceAndNotTheOtherWayRound() {
        FittedModel reference = ModelCatalogue.named("ewma")
                .fit(new TrainingData(Tape.SPEC, HORIZONS, List.of()), new FitOptions(1, 1), ProgressListener.SILENT);
        List<BarSeries> history = List.of(TAPE.first(TAPE.training() + 1500));
        Comparison.Result up = Comparison.of(reference, fitted, history);
        assertThat(up.promote()).as(up.reason()).isTrue();
        assertThat(up.relativeDifference()).isNegative();
        assertThat(up.scoredFrom())
                .isEqualTo(TAPE.bars().get(TAPE.training() - 1).end());
        Comparison.Result down = Comparison.of(fitted, reference, history);
        assertThat(down.promote()).as(down.reason()).isFalse();
    }

    @Test
    void theTapeIsTheOneWeKnow() {
        assertThat(TAPE.bars()).hasSize(9602);
        assertThat(TAPE.bars().stream().filter(bar -> bar.isEmpty())).hasSize(204);
        assertThat(TAPE.bars().getFirst().start()).isEqualTo(Instant.parse("2013-11-25T00:00:00Z"));
        assertThat(TAPE.training()).isEqualTo(3997);
    }

    @Test
    void oneBarForecastsAreCalibratedAndBeatTheReference() {
        HorizonResult one = result.at(1);
        assertThat(one.count()).isGreaterThan(5600);
        assertThat(one.coverage(0.95)).as("%s", one).isBetween(0.935, 0.965);
        assertThat(one.coverage(0.99)).as("%s", one).isBetween(0.985, 0.995);
        assertThat(one.pitMid()).as("%s", one).isBetween(0.08, 0.12);
        assertThat(one.crps()).as("%s", one).isLessThan(0.93 * one.referenceCrps());
    }

    @Test
    void longerHorizonsAreSaneAndDoNotLoseToTheReference() {
        for (int horizon : new int[] {5, 15}) {
            HorizonResult longer = result.at(horizon);
            assertThat(longer.coverage(0.95)).as("%s", longer).isBetween(0.925, 0.975);
            assertThat(longer.coverage(0.99)).as("%s", longer).isBetween(0.97, 0.998);
            assertThat(longer.crps()).as("%s", longer).isLessThan(longer.referenceCrps());
        }
    }
}
