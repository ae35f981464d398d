package io.credence.forecasting.bench.worlds;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.distribution.Interval;
import io.credence.forecasting.distribution.TailForecast;
import io.credence.forecasting.model.univariate.ReturnHistory;
import io.credence.forecasting.model.univariate.UnivariateModel;
import io.credence.forecasting.model.univariate.UnivariatePredictor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One path of a world, simulated, with its truth on every tenth day after those that models are fitted on.
 *
 * @param returns training and scored days
 * @param truths of the scored days
 */
record Trial(double[] returns, int training, List<Truth> truths) {

    static final ConfidenceLevel LEVEL = new ConfidenceLevel(0.975);

    private static final int EVERY = 10;
    private static final double MASS = 0.9;

    /**
     * What is true of one day.
     *
     * @param given the returns so far
     * @param givenState them and the latent state
     */
    record Truth(Risk given, Risk givenState) {}

    /** VaR and ES at {@link #LEVEL}. */
    record Risk(double value, double shortfall) {

        static Risk of(TailForecast forecast) {
            return new Risk(forecast.valueAtRisk(LEVEL), forecast.expectedShortfall(LEVEL));
        }
    }

    /**
     * One model on one path: sums over the scored days.
     *
     * @param squares of log forecast over log truth, of VaR and ES
     * @param bias the same, not squared
     * @param covered days whose posterior interval held VaR, ES, VaR given the state, ES given the state; empty where the model has no interval
     */
    record Found(int days, double[] squares, double[] bias, double[] covered) {}

    static Trial of(World world, int training, int scored, SplittableRandom random) {
        World.Market market = world.start().apply(random);
        double[] returns = new double[training + scored];
        List<Truth> truths = new ArrayList<>();
        for (int t = 0; t < returns.length; t++) {
            if (isScored(t, training)) {
                truths.add(new Truth(Risk.of(market.truth()), Risk.of(market.truthGivenState())));
            }
            returns[t] = market.next();
        }
        return new Trial(returns, training, List.copyOf(truths));
    }

    private static boolean isScored(int t, int training) {
        return t >= training && (t - training) % EVERY == 0;
    }

    /** Fits once and follows. */
    Found run(UnivariateModel model) {
        UnivariatePredictor predictor =
                model.fit(ReturnHistory.of(returns).first(training)).predictor();
        double[] squares = new double[2];
        double[] bias = new double[2];
        double[] covered = new double[4];
        boolean intervals = false;
        int day = 0;
        for (int t = training; t < returns.length; t++) {
            if (isScored(t, training)) {
                Truth truth = truths.get(day++);
                TailForecast forecast = predictor.forecast(1);
                add(Risk.of(forecast), truth.given(), squares, bias);
                intervals |= addCovered(forecast, truth, covered);
            }
            predictor.update(returns[t], Double.NaN);
        }
        return new Found(day, squares, bias, intervals ? covered : new double[0]);
    }

    private static void add(Risk forecast, Risk truth, double[] squares, double[] bias) {
        double[] errors = {
            Math.log(forecast.value() / truth.value()), Math.log(forecast.shortfall() / truth.shortfall())
        };
        Arrays.setAll(squares, i -> squares[i] + errors[i] * errors[i]);
        Arrays.setAll(bias, i -> bias[i] + errors[i]);
    }

    /** Whether there is an interval. */
    private static boolean addCovered(TailForecast forecast, Truth truth, double[] covered) {
        if (!(forecast instanceof ForecastDistribution whole)) {
            return false;
        }
        Interval value = whole.valueAtRiskInterval(LEVEL, MASS);
        Interval shortfall = whole.expectedShortfallInterval(LEVEL, MASS);
        covered[0] += holds(value, truth.given().value());
        covered[1] += holds(shortfall, truth.given().shortfall());
        covered[2] += holds(value, truth.givenState().value());
        covered[3] += holds(shortfall, truth.givenState().shortfall());
        return value.high() > value.low();
    }

    private static double holds(Interval interval, double value) {
        return value >= interval.low() && value <= interval.high() ? 1 : 0;
    }
}
