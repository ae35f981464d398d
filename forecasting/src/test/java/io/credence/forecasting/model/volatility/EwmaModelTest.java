package io.credence.forecasting.model.volatility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.market.BarSpec;
import io.credence.forecasting.model.FitOptions;
import io.credence.forecasting.model.FittedModel;
import io.credence.forecasting.model.ForecastModel;
import io.credence.forecasting.model.Predictor;
import io.credence.forecasting.model.PredictorContract;
import io.credence.forecasting.model.ProgressListener;
import io.credence.forecasting.series.BarSeries;
import io.credence.forecasting.series.LogReturn;
import io.credence.forecasting.series.SimulatedBars;
import io.credence.forecasting.series.TrainingData;
import java.util.List;
import org.junit.jupiter.api.Test;

class EwmaModelTest extends PredictorContract {

    @Override
    protected ForecastModel model() {
        return new EwmaModel();
    }

    @Override
    protected FittedModel fitted() {
        TrainingData data = new TrainingData(BarSpec.parse("1m"), HORIZONS, List.of());
        return model().fit(data, new FitOptions(1, 1), ProgressListener.SILENT);
    }

    /** Its slow twin: weights written out. */
    @Test
    void theVarianceIsTheWeightedMeanOfSquaredReturns() {
        BarSeries series = SimulatedBars.walk("A", 100, 3);
        double variance = 0;
        for (int i = 1; i < 100; i++) {
            double change = LogReturn.percent(
                    series.bars().get(i - 1).close(), series.bars().get(i).close());
            double weight = i <= 30 ? Math.pow(0.94, 69) / 30 : 0.06 * Math.pow(0.94, 99 - i);
            variance += weight * change * change;
        }
        try (Predictor predictor = EwmaModel.reference(HORIZONS)) {
            Predictor.Prediction last = walk(predictor, series).getLast();
            for (int h = 0; h < HORIZONS.size(); h++) {
                assertThat(last.forecasts().get(h).variance()).isCloseTo(HORIZONS.get(h) * variance, within(1e-12));
            }
        }
    }
}
