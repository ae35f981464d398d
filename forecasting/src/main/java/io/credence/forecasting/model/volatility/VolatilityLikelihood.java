package io.credence.forecasting.model.volatility;

import io.credence.forecasting.model.univariate.ReturnHistory;
import java.util.ArrayList;
import java.util.List;

/**
 * The likelihood of a volatility model on a history, for inference beyond its maximum. Working parameters {@code x} are those of
 * the optimiser: the mean in units of the returns' deviation, the recursion's own, then the innovation's shape. A pair of
 * equal bounds fixes one. Of one thread.
 */
public final class VolatilityLikelihood {

    private final VolatilityModel model;
    private final Sample sample;
    private final Likelihood likelihood;
    private final Estimator estimator;

    private VolatilityLikelihood(VolatilityModel model, Sample sample) {
        this.model = model;
        this.sample = sample;
        this.likelihood = new Likelihood(model.recursion(), model.innovation(), sample);
        this.estimator = new Estimator(model.recursion(), model.innovation(), likelihood);
    }

    /**
     * @throws IllegalArgumentException when the history is too short or does not vary
     */
    public static VolatilityLikelihood of(VolatilityModel model, ReturnHistory history) {
        history.require(model.fewestReturns(), model.name());
        return new VolatilityLikelihood(model, Sample.of(history, model.presample()));
    }

    /** How many working parameters there are. */
    public int dimension() {
        return likelihood.parameters();
    }

    /** How many returns. */
    public int size() {
        return sample.size();
    }

    public double[] lower() {
        return estimator.lower();
    }

    public double[] upper() {
        return estimator.upper();
    }

    /** The variance of the returns in percent squared: the unit of all other scales. */
    public double sampleVariance() {
        return sample.variance();
    }

    /**
     * The log likelihood in nats; minus infinity where a variance is none.
     *
     * @param x working parameters
     * @param gradient filled with the gradient by them
     */
    public double evaluate(double[] x, double[] gradient) {
        double loss = likelihood.loss(x, gradient);
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] *= -sample.size();
        }
        return -loss * sample.size();
    }

    /** The log likelihood alone, at half the cost. */
    public double evaluate(double[] x) {
        return likelihood.evaluate(likelihood.natural(x));
    }

    /** Working parameters to begin a search from. */
    public List<double[]> starts() {
        return model.starts(sample, dimension());
    }

    /** The parameters as textbooks write them, in the order of {@link #names}. */
    public double[] natural(double[] x) {
        return likelihood.natural(x);
    }

    /** Of the natural parameters. */
    public List<String> names() {
        List<String> names = new ArrayList<>(List.of("mu"));
        names.addAll(model.recursion().names());
        names.addAll(model.innovation().names());
        return names;
    }

    /** The variance of each return given those before it, in percent squared; the last is of the one after them. */
    public double[] variances(double[] x) {
        return likelihood.path(natural(x)).variance().clone();
    }

    /** The model at these parameters, at the end of the history. */
    public VolatilityState state(double[] x) {
        double[] theta = natural(x);
        return state(theta, model.recursion().tracker(theta, sample, likelihood.path(theta)));
    }

    /** The model at these parameters, in the state that another one is in. */
    public VolatilityState state(double[] x, VolatilityState from) {
        double[] theta = natural(x);
        return state(theta, from.tracker().at(theta));
    }

    private VolatilityState state(double[] theta, Tracker tracker) {
        int shapeAt = 1 + model.recursion().names().size();
        return new VolatilityState(theta[0], tracker, model.innovation().law(theta, shapeAt));
    }

    /**
     * Ranges that go with innovations: at i the range, as a multiple of the variance, of the day whose residual at these parameters
     * has rank (i + 1/2) / count.
     *
     * @return empty where there are no ranges
     */
    public double[] rangesByRank(double[] x, int count) {
        double[] theta = natural(x);
        double[] variances = likelihood.path(theta).variance();
        return sample.hasRanges() ? Shocks.rangesByRank(sample, theta[0], variances, count) : new double[0];
    }
}
