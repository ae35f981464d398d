package io.credence.bnn.head;

import io.credence.bnn.predictive.HurdleMixture;
import java.util.stream.IntStream;

/**
 * Draws until the predictive quantile is known well enough. The quantile q of a mixture of n draws errs by about {@code sd_s(F_s(q)) /
 * (sqrt(n) f(q))}, F_s the cdf given draw s and f the mixture's density; where so many standard errors are under the tolerance, further
 * draws would change nothing that matters.
 *
 * @param probability of the quantile, strictly between 0 and 1
 * @param tolerance of the quantile as a share of the distance from the 5 % to the 95 % quantile, above 0
 * @param fewest draws before the first look, at least 2; each look has half as many again as the one before
 * @param errors standard errors that must be under the tolerance, above 0: more than two, since several looks are taken and the first
 *     know the error badly
 */
public record QuantileDraws(double probability, double tolerance, int fewest, double errors) {

    public QuantileDraws {
        if (!(probability > 0 && probability < 1 && tolerance > 0 && errors > 0) || fewest < 2) {
            throw new IllegalArgumentException("adaptive draws have probability " + probability + ", tolerance "
                    + tolerance + ", " + errors + " standard errors and at least " + fewest
                    + " draws; allowed are 0 to 1, above 0, above 0, and 2 or more");
        }
    }

    /** The 5 % quantile to one part in 25, two and a half standard errors, from 8 draws on. */
    public static QuantileDraws withDefaults() {
        return new QuantileDraws(0.05, 0.04, 8, 2.5);
    }

    public QuantileDraws withTolerance(double share) {
        return new QuantileDraws(probability, share, fewest, errors);
    }

    /**
     * The mixture of as many of the first parts as are needed, or of all.
     *
     * @param all independent draws in random order
     */
    public HurdleMixture enough(HurdleMixture all) {
        int draws = Math.min(fewest, all.draws());
        while (draws < all.draws()) {
            HurdleMixture some = all.first(draws);
            if (errors * standardError(some) <= tolerance * (some.quantile(0.95) - some.quantile(0.05))) {
                return some;
            }
            draws = Math.min(all.draws(), draws + draws / 2);
        }
        return all;
    }

    /** Of the quantile, in the target's unit; 0 on the atom, where the quantile does not move. */
    double standardError(HurdleMixture mixture) {
        double quantile = mixture.quantile(probability);
        if (quantile == 0) {
            return 0;
        }
        int n = mixture.draws();
        double square = IntStream.range(0, n)
                .mapToDouble(s -> mixture.partCdf(s, quantile) - probability)
                .map(d -> d * d)
                .sum();
        return Math.sqrt(square / (n * (n - 1.0))) / mixture.density(quantile);
    }
}
