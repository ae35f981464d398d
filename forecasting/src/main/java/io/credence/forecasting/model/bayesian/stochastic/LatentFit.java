package io.credence.forecasting.model.bayesian.stochastic;

import io.credence.bnn.linalg.Cholesky;
import io.credence.bnn.random.Key;
import io.credence.forecasting.model.bayesian.sampling.ImportanceSampler;
import io.credence.forecasting.model.bayesian.sampling.WeightedDraws;
import io.credence.forecasting.model.univariate.ReturnHistory;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The posterior of a {@link LatentStructure} on a history, as weighted draws, and its evidence. A longer history reweights the draws by the ratio of
 * likelihoods, which is exact, until they are worth half of what they were; then it is sampled anew.
 */
public final class LatentFit {

    /** How many returns, the last ones, the evidence is of. */
    public static final int MEMORY = LatentPosterior.MEMORY;

    private static final int DRAWS = 50;
    private static final int PROPOSALS = 160;
    private static final int RESAMPLING = 1;
    private static final int PROBE_EVERY = 10;

    /** In nats: e^-20 of a weight changes no figure. */
    private static final double HOPELESS = 20;

    private final Base base;
    private final LatentPosterior target;
    private final double[] weights;
    private final double logEvidence;

    private LatentFit(Base base, LatentPosterior target, double[] weights, double logEvidence) {
        this.base = base;
        this.target = target;
        this.weights = weights;
        this.logEvidence = logEvidence;
    }

    /** What was sampled, and each draw's log density then. */
    private record Base(Key key, double[] mode, double[][] points, double[] logDensities, double logEvidence) {}

    /**
     * Samples.
     *
     * @throws IllegalArgumentException when all returns are zero
     */
    public static LatentFit of(LatentStructure structure, ReturnHistory history, Key key) {
        LatentPosterior target = LatentPosterior.of(structure, history);
        return sampled(target, target.start(), key);
    }

    private static LatentFit sampled(LatentPosterior target, double[] start, Key key) {
        GaussianGuess guess = GaussianGuess.of(target.numerical(), start);
        WeightedDraws found = new ImportanceSampler(target::logDensity, PROPOSALS, key)
                .run(guess.mode().x(), guess.precision());
        int[] chosen = found.resampled(
                DRAWS, new SplittableRandom(key.child(RESAMPLING).seed()).nextDouble());
        double[][] points =
                Arrays.stream(chosen).mapToObj(i -> found.points()[i]).toArray(double[][]::new);
        double[] densities = Stream.of(points).mapToDouble(target::logDensity).toArray();
        double evidence = evidence(target, guess);
        Base base = new Base(key, guess.mode().x(), points, densities, evidence);
        return new LatentFit(base, target, even(), evidence);
    }

    private static double[] even() {
        double[] weights = new double[DRAWS];
        Arrays.fill(weights, 1.0 / DRAWS);
        return weights;
    }

    /** Laplace's; the prior's and the Gaussian's powers of two pi are the same. */
    private static double evidence(LatentPosterior target, GaussianGuess guess) {
        Cholesky factor = ImportanceSampler.factor(guess.precision());
        return target.logDensity(guess.mode().x())
                - target.structure().prior().logScale()
                - factor.logDeterminant() / 2;
    }

    /** The log probability density of the returns that are remembered, given those alone, in nats. */
    public double logEvidence() {
        return logEvidence;
    }

    /** On another history, mostly a longer one. */
    public LatentFit refit(ReturnHistory history) {
        return refit(history, Double.NEGATIVE_INFINITY);
    }

    /**
     * The same where it matters: when a tenth of the draws show that the evidence is {@value #HOPELESS} nats under a floor the others are not looked at.
     *
     * @param floor the evidence of what it stands beside
     */
    public LatentFit refit(ReturnHistory history, double floor) {
        LatentPosterior longer = target.on(history);
        double[] probed = gains(longer, PROBE_EVERY);
        double rough = base.logEvidence + Arrays.stream(probed).max().orElseThrow();
        return rough < floor - HOPELESS
                ? new LatentFit(base, longer, even(), rough)
                : reweighted(history, longer, gains(longer, 1));
    }

    private double[] gains(LatentPosterior longer, int every) {
        double[] gains = new double[DRAWS / every];
        Arrays.setAll(gains, i -> longer.logDensity(base.points[i * every]) - base.logDensities[i * every]);
        return gains;
    }

    private LatentFit reweighted(ReturnHistory history, LatentPosterior longer, double[] gains) {
        double largest = Arrays.stream(gains).max().orElseThrow();
        double[] likelihoods =
                Arrays.stream(gains).map(gain -> Math.exp(gain - largest)).toArray();
        double sum = Arrays.stream(likelihoods).sum();
        double[] weights = Arrays.stream(likelihoods).map(w -> w / sum).toArray();
        if (!(WeightedDraws.effectiveSize(weights) > DRAWS / 2.0)) {
            return sampled(LatentPosterior.of(target.structure(), history), base.mode, base.key);
        }
        return new LatentFit(base, longer, weights, base.logEvidence + largest + Math.log(sum / DRAWS));
    }

    /** One that stands at the end of the history. */
    public LatentPredictor predictor() {
        HiddenMarkov[] models = Stream.of(base.points).map(target::at).toArray(HiddenMarkov[]::new);
        VolatilityFilter[] filters =
                Stream.of(base.points).map(target::filtered).toArray(VolatilityFilter[]::new);
        return new LatentPredictor(models, filters, weights);
    }
}
