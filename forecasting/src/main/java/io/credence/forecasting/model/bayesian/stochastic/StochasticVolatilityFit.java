package io.credence.forecasting.model.bayesian.stochastic;

import io.credence.bnn.random.Key;
import io.credence.forecasting.model.bayesian.sampling.ImportanceSampler;
import io.credence.forecasting.model.bayesian.sampling.WeightedDraws;
import io.credence.forecasting.model.optimisation.Optimum;
import io.credence.forecasting.model.univariate.Estimate;
import io.credence.forecasting.model.univariate.Estimate.Parameter;
import io.credence.forecasting.model.univariate.ReturnHistory;
import io.credence.forecasting.model.univariate.UnivariateFit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** The posterior of a {@link StochasticVolatility} on a history. */
public final class StochasticVolatilityFit implements UnivariateFit {

    private static final int PROPOSALS = 1;
    private static final int RESAMPLING = 2;
    private static final List<String> NAMES = List.of("level", "persistence", "deviation", "nu", "stale");

    private final StochasticVolatility model;
    private final StochasticPosterior target;
    private final Optimum mode;
    private final WeightedDraws posterior;

    private StochasticVolatilityFit(
            StochasticVolatility model, StochasticPosterior target, Optimum mode, WeightedDraws posterior) {
        this.model = model;
        this.target = target;
        this.mode = mode;
        this.posterior = posterior;
    }

    static StochasticVolatilityFit of(StochasticVolatility model, ReturnHistory history, double[] start) {
        StochasticPosterior target =
                new StochasticPosterior(history, model.options().prior());
        GaussianGuess guess = GaussianGuess.of(target.numerical(), start);
        Key key = model.options().key().child(PROPOSALS);
        WeightedDraws posterior = new ImportanceSampler(
                        target::logDensity, model.options().proposals(), key)
                .run(guess.mode().x(), guess.precision());
        return new StochasticVolatilityFit(model, target, guess.mode(), posterior);
    }

    /** How many of the importance draws the posterior is worth: Kish's effective size of the weights. */
    public double effectiveSampleSize() {
        return posterior.effectiveSize();
    }

    /** Posterior means, posterior deviations in place of standard errors, and the log posterior density (but for a constant) at the mode. */
    @Override
    public Estimate estimate() {
        double[][] naturals = Stream.of(posterior.points())
                .map(u -> target.parameters(u).toArray())
                .toArray(double[][]::new);
        WeightedDraws draws = new WeightedDraws(naturals, posterior.weights());
        double[] means = draws.mean();
        double[][] covariance = draws.covariance();
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < means.length; i++) {
            parameters.add(new Parameter(NAMES.get(i), means[i], Math.sqrt(covariance[i][i]), Double.NaN));
        }
        return new Estimate(parameters, -mode.value() * target.size(), mode.converged());
    }

    @Override
    public StochasticVolatilityPredictor predictor() {
        return predictorAfter(target.size());
    }

    /**
     * A predictor whose state has seen the first returns only, though its parameters know them all: to learn on the history itself what its
     * forecasts over longer horizons are worth.
     *
     * @param returns how many, at most all
     */
    public StochasticVolatilityPredictor predictorAfter(int returns) {
        Key key = model.options().key().child(RESAMPLING);
        int[] chosen = posterior.resampled(model.options().draws(), new SplittableRandom(key.seed()).nextDouble());
        StochasticParameters[] parameters = new StochasticParameters[chosen.length];
        VolatilityFilter[] filters = new VolatilityFilter[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            double[] u = posterior.points()[chosen[i]];
            boolean again = i > 0 && chosen[i] == chosen[i - 1];
            parameters[i] = target.parameters(u);
            filters[i] = again ? filters[i - 1].copy() : target.filtered(u, returns);
        }
        return new StochasticVolatilityPredictor(parameters, filters);
    }

    @Override
    public StochasticVolatilityFit refit(ReturnHistory history) {
        return of(model, history, mode.x());
    }
}
