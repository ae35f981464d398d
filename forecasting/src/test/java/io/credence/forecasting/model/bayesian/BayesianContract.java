package io.credence.forecasting.model.bayesian;

import io.credence.forecasting.market.BarSpec;
import io.credence.forecasting.model.FitOptions;
import io.credence.forecasting.model.FittedModel;
import io.credence.forecasting.model.ForecastModel;
import io.credence.forecasting.model.ModelCatalogue;
import io.credence.forecasting.model.PredictorContract;
import io.credence.forecasting.model.ProgressListener;
import io.credence.forecasting.series.SimulatedBars;
import io.credence.forecasting.series.TrainingData;
import java.util.List;

/** What forms of the Bayesian network have in common: two random walks to learn from, and the one model that loads them all. */
abstract class BayesianContract extends PredictorContract {

    static final TrainingData DATA = data(HORIZONS, 700);

    /** Whatever posterior the catalogue's own entry has, it loads every other. */
    @Override
    protected ForecastModel model() {
        return new BayesianModel();
    }

    /** The recalibration remembers further back than the warm-up reaches. */
    @Override
    protected double warmUpTolerance() {
        return 0.15;
    }

    static FittedModel fit(String name, long seed, int steps) {
        return ModelCatalogue.named(name).fit(DATA, new FitOptions(seed, steps), ProgressListener.SILENT);
    }

    static TrainingData data(List<Integer> horizons, int bars) {
        return new TrainingData(
                BarSpec.parse("1m"),
                horizons,
                List.of(SimulatedBars.walk("A", bars, 1), SimulatedBars.walk("B", bars, 2)));
    }
}
