package io.credence.forecasting.model.bayesian.hybrid;

import io.credence.bnn.head.HeadShape;
import io.credence.bnn.likelihood.Baseline;
import io.credence.bnn.likelihood.HurdleStudentTRow;
import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.distribution.LocationScaleReturn;
import io.credence.forecasting.distribution.PosteriorReturn;
import io.credence.forecasting.distribution.StaleReturn;
import io.credence.forecasting.distribution.StudentTLaw;
import io.credence.forecasting.model.univariate.UnivariatePredictor;
import io.credence.forecasting.model.volatility.VolatilityPredictor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A {@link HybridVolatility} in its state. */
public final class HybridPredictor implements UnivariatePredictor {

    private static final int LOGIT = 0;
    private static final int LOCATION = 1;
    private static final int LOG_SCALE = 2;

    private final VolatilityPredictor recursion;
    private final ResidualNetwork network;
    private final HybridFit.Rows rows;
    private final double[][] draws;
    private final ResidualInputs inputs;

    HybridPredictor(VolatilityPredictor recursion, ResidualNetwork network, HybridFit.Rows rows, double[][] draws) {
        this.recursion = recursion;
        this.network = network;
        this.rows = rows;
        this.draws = draws;
        this.inputs = rows.end().copy();
    }

    /**
     * The mixture over the last layer's draws.
     *
     * @throws IllegalArgumentException over more than one return
     */
    @Override
    public ForecastDistribution forecast(int horizon) {
        if (horizon != 1) {
            throw new IllegalArgumentException("horizon is " + horizon
                    + "; a hybrid forecasts 1 return ahead. Maybe take bayesian for longer ones.");
        }
        double deviation = Math.sqrt(recursion.forecast(1).variance());
        double[] hidden = network.hidden(rows.standard().apply(inputs.at(deviation)));
        Baseline baseline = rows.baseline(deviation);
        List<StaleReturn> parts =
                Stream.of(draws).map(draw -> part(draw, hidden, baseline)).toList();
        double[] weights = new double[draws.length];
        Arrays.fill(weights, 1.0 / draws.length);
        return new PosteriorReturn(weights, parts);
    }

    private static StaleReturn part(double[] draw, double[] hidden, Baseline baseline) {
        HeadShape shape = new HeadShape(hidden.length, 1);
        double freedom = HurdleStudentTRow.of(draw[shape.rawDf(0)]).df();
        double scale = Math.exp(baseline.logScale() + output(draw, hidden, LOG_SCALE));
        double location = baseline.location() + baseline.locationScale() * output(draw, hidden, LOCATION);
        double unchanged = 1 / (1 + Math.exp(-baseline.logit() - output(draw, hidden, LOGIT)));
        return StaleReturn.of(
                new LocationScaleReturn(location, scale * Math.sqrt(freedom / (freedom - 2)), new StudentTLaw(freedom)),
                unchanged);
    }

    private static double output(double[] draw, double[] hidden, int which) {
        int from = which * (hidden.length + 1);
        double sum = draw[from + hidden.length];
        for (int h = 0; h < hidden.length; h++) {
            sum += draw[from + h] * hidden[h];
        }
        return sum;
    }

    @Override
    public void update(double returnPercent, double rangeVariance) {
        recursion.update(returnPercent, rangeVariance);
        inputs.update(returnPercent, rangeVariance);
    }
}
