package io.credence.forecasting.model.caviar;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.distribution.TailForecast;
import io.credence.forecasting.model.univariate.Estimate;
import io.credence.forecasting.model.univariate.Estimate.Parameter;
import io.credence.forecasting.model.univariate.ReturnHistory;
import io.credence.forecasting.model.univariate.UnivariateFit;
import io.credence.forecasting.model.univariate.UnivariatePredictor;
import java.util.ArrayList;
import java.util.List;

/** A fitted CAViaR model, one recursion per level. */
public final class CaviarFit implements UnivariateFit {

    private final CaviarModel model;
    private final List<Level> levels;

    CaviarFit(CaviarModel model, List<Level> levels) {
        this.model = model;
        this.levels = List.copyOf(levels);
    }

    /**
     * One level's recursion.
     *
     * @param b parameters
     * @param loss the tick loss at them
     * @param g parameters of the expected shortfall
     */
    record Level(ConfidenceLevel level, double[] b, double loss, boolean converged, TickLoss objective, double[] g) {}

    /** The sum of tick losses of the fitted returns at a level. */
    public double loss(ConfidenceLevel level) {
        return levels.stream()
                .filter(each -> each.level().equals(level))
                .findFirst()
                .orElseThrow(
                        () -> notFitted(level, levels.stream().map(Level::level).toList()))
                .loss();
    }

    /**
     * Parameters are named by level, as {@code b2@0.99}; both standard errors are those of Engle and Manganelli. The expected
     * shortfall's, as {@code g1@0.99}, have none.
     */
    @Override
    public Estimate estimate() {
        List<Parameter> parameters = new ArrayList<>();
        double loss = 0;
        boolean converged = true;
        for (Level level : levels) {
            double[] errors = new CaviarErrors(level.objective(), level.b()).compute();
            for (int i = 0; i < errors.length; i++) {
                String name = "b" + (i + 1) + "@" + level.level().value();
                parameters.add(new Parameter(name, level.b()[i], errors[i], errors[i]));
            }
            for (int i = 0; i < level.g().length; i++) {
                String name = "g" + (i + 1) + "@" + level.level().value();
                parameters.add(new Parameter(name, level.g()[i], Double.NaN, Double.NaN));
            }
            loss += level.loss();
            converged &= level.converged();
        }
        return new Estimate(parameters, -loss, converged);
    }

    @Override
    public UnivariatePredictor predictor() {
        return new Predictor(levels.stream()
                .map(level -> new State(level, model.shortfall()))
                .toList());
    }

    @Override
    public UnivariateFit refit(ReturnHistory history) {
        return model.fit(history, levels.stream().map(Level::b).toList());
    }

    private static IllegalArgumentException notFitted(ConfidenceLevel level, List<ConfidenceLevel> fitted) {
        return new IllegalArgumentException(
                "level is " + level.value() + "; a quantile regression knows only the levels it was fitted at: "
                        + fitted.stream().map(ConfidenceLevel::value).toList());
    }

    /** One level as it moves. */
    private static final class State {

        private final Level level;
        private final ShortfallForm shortfall;
        private double valueAtRisk;
        private double excess;

        State(Level level, ShortfallForm shortfall) {
            this.level = level;
            this.shortfall = shortfall;
            double[] path = level.objective().path(level.b());
            this.valueAtRisk = path[path.length - 1];
            this.excess = new JointLoss(shortfall, level.objective(), level.b()).end(level.g());
        }

        void update(double y) {
            TickLoss objective = level.objective();
            double next = objective.form().next(level.b(), valueAtRisk, y, objective.tail());
            // A value at risk of nothing is left by no recursion: it stays at a share of the first one.
            double least = 1e-3 * objective.first();
            double floored = next > least ? next : least;
            excess = shortfall.next(level.g(), excess, valueAtRisk, y, floored);
            valueAtRisk = floored;
        }
    }

    private static final class Predictor implements UnivariatePredictor {

        private final List<State> states;

        Predictor(List<State> states) {
            this.states = states;
        }

        @Override
        public TailForecast forecast(int horizon) {
            if (horizon != 1) {
                throw new IllegalArgumentException(
                        "horizon is " + horizon
                                + "; a quantile regression of daily returns forecasts 1. Maybe leave it out of longer horizons.");
            }
            return new Pairs(states.stream()
                    .map(state -> new Pair(state.level.level(), state.valueAtRisk, state.valueAtRisk + state.excess))
                    .toList());
        }

        @Override
        public void update(double returnPercent, double rangeVariance) {
            states.forEach(state -> state.update(returnPercent));
        }
    }

    private record Pair(ConfidenceLevel level, double valueAtRisk, double expectedShortfall) {}

    private record Pairs(List<Pair> pairs) implements TailForecast {

        @Override
        public double valueAtRisk(ConfidenceLevel level) {
            return at(level).valueAtRisk;
        }

        @Override
        public double expectedShortfall(ConfidenceLevel level) {
            return at(level).expectedShortfall;
        }

        private Pair at(ConfidenceLevel level) {
            return pairs.stream()
                    .filter(pair -> pair.level.equals(level))
                    .findFirst()
                    .orElseThrow(() ->
                            notFitted(level, pairs.stream().map(Pair::level).toList()));
        }
    }
}
