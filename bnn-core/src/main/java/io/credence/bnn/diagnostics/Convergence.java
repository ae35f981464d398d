package io.credence.bnn.diagnostics;

import io.credence.bnn.posterior.StoredDraws;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Whether chains agree on one quantity, and how many independent draws they are worth: Vehtari, Gelman, Simpson, Carpenter and
 * Bürkner (2021), "Rank-normalization, folding, and localization: an improved R-hat". Every figure is of chains split in halves, so
 * that one that drifts disagrees with itself.
 *
 * @param mean of all draws
 * @param sd of all draws
 * @param rHat the larger of the R-hats of ranks (location) and of ranks of distances from the median (scale); near 1 when chains
 *     agree. NaN when a draw is not finite or all are equal
 * @param bulkEss effective draws for location, of the ranks
 * @param tailEss effective draws for the 5 % and 95 % quantiles, the smaller
 * @param mcse Monte Carlo standard error of the mean: sd over the root of the mean's own effective draws
 */
public record Convergence(double mean, double sd, double rHat, double bulkEss, double tailEss, double mcse) {

    /** R-hat from here on says that chains disagree. */
    public static final double R_HAT_LIMIT = 1.01;

    /** Both effective sizes should be above this. */
    public static final double ESS_LIMIT = 400;

    private static final double TAIL = 0.05;
    private static final int LEAST = 4;

    /**
     * Of one quantity.
     *
     * @param chains {@code [chains][draws]}, of equal length and at least 4
     * @throws IllegalArgumentException when shapes do not fit
     */
    public static Convergence of(double[][] chains) {
        check(chains);
        double[][] halves = Chains.split(chains);
        double[][] ranks = Ranks.normalise(halves);
        double[][] folded = Ranks.normalise(Ranks.fold(halves));
        double mean = Chains.mean(chains);
        double sd = Math.sqrt(Chains.variance(chains));
        double rHat = Math.max(EffectiveSize.rHat(ranks), EffectiveSize.rHat(folded));
        double mcse = sd / Math.sqrt(EffectiveSize.of(halves));
        return new Convergence(mean, sd, rHat, EffectiveSize.of(ranks), tail(halves), mcse);
    }

    /** Of every parameter of a posterior. */
    public static List<Convergence> of(StoredDraws draws) {
        return IntStream.range(0, draws.dimension())
                .mapToObj(j -> of(draws.parameter(j)))
                .toList();
    }

    /**
     * Of a function of the parameters, such as a prediction. A network's weights may be exchanged without changing what it says, so
     * that chains which disagree on weights may still agree on all that matters.
     */
    public static Convergence of(StoredDraws draws, ToDoubleFunction<double[]> function) {
        double[] values = Arrays.stream(draws.all()).mapToDouble(function).toArray();
        int length = draws.drawsPerChain();
        return of(IntStream.range(0, draws.chains())
                .mapToObj(chain -> Arrays.copyOfRange(values, chain * length, (chain + 1) * length))
                .toArray(double[][]::new));
    }

    /** R-hat under {@link #R_HAT_LIMIT} and both effective sizes over {@link #ESS_LIMIT}; false when one is NaN. */
    public boolean reached() {
        return rHat < R_HAT_LIMIT && bulkEss > ESS_LIMIT && tailEss > ESS_LIMIT;
    }

    private static double tail(double[][] halves) {
        double[] sorted =
                Arrays.stream(halves).flatMapToDouble(Arrays::stream).sorted().toArray();
        return Math.min(
                EffectiveSize.of(under(halves, Chains.quantile(sorted, TAIL))),
                EffectiveSize.of(under(halves, Chains.quantile(sorted, 1 - TAIL))));
    }

    private static double[][] under(double[][] chains, double limit) {
        return Arrays.stream(chains)
                .map(chain -> Arrays.stream(chain).map(x -> x <= limit ? 1 : 0).toArray())
                .toArray(double[][]::new);
    }

    private static void check(double[][] chains) {
        if (chains.length == 0 || chains[0].length < LEAST) {
            throw new IllegalArgumentException("draws per chain is " + (chains.length == 0 ? 0 : chains[0].length)
                    + "; at least " + LEAST + " are needed");
        }
        for (double[] chain : chains) {
            if (chain.length != chains[0].length) {
                throw new IllegalArgumentException("chains have " + chains[0].length + " and " + chain.length
                        + " draws; each must have as many. Maybe the longer ones should be cut?");
            }
        }
    }
}
