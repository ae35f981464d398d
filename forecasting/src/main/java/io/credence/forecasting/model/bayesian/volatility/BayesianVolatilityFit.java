package io.credence.forecasting.model.bayesian.volatility;

import io.credence.bnn.random.Key;
import io.credence.forecasting.model.bayesian.sampling.ImportanceSampler;
import io.credence.forecasting.model.bayesian.sampling.WeightedDraws;
import io.credence.forecasting.model.optimisation.Optimum;
import io.credence.forecasting.model.univariate.Estimate;
import io.credence.forecasting.model.univariate.Estimate.Parameter;
import io.credence.forecasting.model.univariate.ReturnHistory;
import io.credence.forecasting.model.univariate.UnivariateFit;
import io.credence.forecasting.model.volatility.VolatilityLikelihood;
import io.credence.forecasting.model.volatility.VolatilityState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** The posterior of a {@link BayesianVolatility} on a history, as draws of equal weight. */
public final class BayesianVolatilityFit implements UnivariateFit {

    private static final int PROPOSALS = 1;
    private static final int RESAMPLING = 2;
    private static final int MOVES = 3;

    private final BayesianVolatility model;
    private final VolatilityPosterior posterior;
    private final Optimum mode;
    private final WeightedDraws weighted;
    private final double[][] points;
    private final VolatilityState[] states;

    private BayesianVolatilityFit(
            BayesianVolatility model, VolatilityPosterior posterior, Optimum mode, WeightedDraws weighted) {
        this.model = model;
        this.posterior = posterior;
        this.mode = mode;
        this.weighted = weighted;
        this.points = equallyWeighted();
        this.states = states();
    }

    /**
     * @param earlier a mode to start from, or empty
     */
    static BayesianVolatilityFit of(BayesianVolatility model, ReturnHistory history, double[] earlier) {
        VolatilityLikelihood likelihood = VolatilityLikelihood.of(model.base(), history);
        BayesianVolatility.Options options = model.options();
        VolatilityPosterior posterior = new VolatilityPosterior(likelihood, options.family(), options.prior());
        boolean fits = earlier.length == posterior.coordinates().dimension();
        Optimum mode = posterior.mode(fits ? List.of(earlier) : List.of());
        Key key = model.options().key().child(PROPOSALS);
        WeightedDraws weighted = new ImportanceSampler(
                        posterior::logDensity, model.options().proposals(), key)
                .run(mode.x(), posterior.precision(mode.x()));
        return new BayesianVolatilityFit(model, posterior, mode, weighted);
    }

    private double[][] equallyWeighted() {
        Key key = model.options().key().child(RESAMPLING);
        double uniform = new SplittableRandom(key.seed()).nextDouble();
        int[] chosen = weighted.resampled(model.options().draws(), uniform);
        return Arrays.stream(chosen).mapToObj(i -> weighted.points()[i]).toArray(double[][]::new);
    }

    /** A draw that was chosen twice is computed once. */
    private VolatilityState[] states() {
        VolatilityState[] states = new VolatilityState[points.length];
        for (int i = 0; i < states.length; i++) {
            boolean again = i > 0 && points[i] == points[i - 1];
            states[i] = again
                    ? states[i - 1]
                    : posterior.likelihood().state(posterior.coordinates().working(points[i]));
        }
        return states;
    }

    /** How many of the {@code proposals} importance draws the posterior is worth: Kish's effective size of the weights. */
    public double effectiveSampleSize() {
        return weighted.effectiveSize();
    }

    /** The unbounded coordinates of the posterior's mode. */
    double[] modeCoordinates() {
        return mode.x();
    }

    /** The natural parameters at the posterior's mode, in the order of {@link #estimate}'s full list. */
    double[] modeParameters() {
        return natural(mode.x());
    }

    /** {@link VolatilityPosterior#complexity} at the mode. */
    double complexity() {
        return posterior.complexity(mode.x());
    }

    /** The model at the mode, at the end of the history. */
    VolatilityState modeState() {
        return posterior.likelihood().state(posterior.coordinates().working(mode.x()));
    }

    /** The variance of each return given those before it, at the mode. */
    double[] modeVariances() {
        return posterior.likelihood().variances(posterior.coordinates().working(mode.x()));
    }

    /** The natural parameters of each draw. */
    double[][] drawParameters() {
        return Stream.of(points).map(this::natural).toArray(double[][]::new);
    }

    private double[] natural(double[] u) {
        return posterior.likelihood().natural(posterior.coordinates().working(u));
    }

    /** Posterior means, posterior deviations in place of standard errors, and the log posterior density (but for a constant) at the mode. */
    @Override
    public Estimate estimate() {
        double[][] naturals = Stream.of(weighted.points()).map(this::natural).toArray(double[][]::new);
        WeightedDraws draws = new WeightedDraws(naturals, weighted.weights());
        double[] means = draws.mean();
        double[][] covariance = draws.covariance();
        List<String> names = posterior.likelihood().names();
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < means.length; i++) {
            if (covariance[i][i] > 0) {
                parameters.add(new Parameter(names.get(i), means[i], Math.sqrt(covariance[i][i]), Double.NaN));
            }
        }
        return new Estimate(parameters, -mode.value() * posterior.likelihood().size(), mode.converged());
    }

    @Override
    public BayesianVolatilityPredictor predictor() {
        Coordinates coordinates = posterior.coordinates();
        VolatilityLikelihood likelihood = posterior.likelihood();
        Particles particles = new Particles(
                points,
                states,
                (u, from) -> likelihood.state(coordinates.working(u), from),
                model.options().key().child(MOVES));
        return new BayesianVolatilityPredictor(
                particles, () -> likelihood.rangesByRank(coordinates.working(mode.x()), PathSums.PATHS));
    }

    @Override
    public BayesianVolatilityFit refit(ReturnHistory history) {
        return refit(model, history);
    }

    /** Of another model with the same recursion, as one with another prior. */
    BayesianVolatilityFit refit(BayesianVolatility other, ReturnHistory history) {
        return of(other, history, mode.x());
    }
}
