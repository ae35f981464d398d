package io.credence.bnn.inference.score;

import io.credence.bnn.posterior.GaussianFamily;
import io.credence.bnn.posterior.GaussianPosterior;

/** Batch-and-match's update of the covariance, in one family; a scatter is the numbers that the family keeps of it. */
sealed interface Matching permits FullMatching, DiagonalMatching, LowRankMatching {

    static Matching of(GaussianFamily family, int dimension) {
        return switch (family) {
            case GaussianFamily.MeanField() -> new DiagonalMatching();
            case GaussianFamily.FullRank() -> new FullMatching(dimension);
            case GaussianFamily.LowRank(int rank) -> new LowRankMatching(dimension, rank);
            case GaussianFamily.Blocks blocks ->
                throw new IllegalArgumentException(
                        "family is " + blocks
                                + "; batch and match knows mean-field, full rank and low rank. Maybe ProximalScore, which knows blocks?");
        };
    }

    /** The most of {@code V} times the noise of U that can be subtracted: below -1/4 there is no match. */
    double MOST_NOISE = 3.0 / 16;

    /** What a match makes of V along an eigenvector of {@code U V} with this eigenvalue. */
    static double shrinkage(double eigenvalue) {
        return 2 / (1 + Math.sqrt(1 + 4 * Math.max(-MOST_NOISE, eigenvalue)));
    }

    /**
     * The share of the noise that is subtracted: all of it when lambda is small, as it must be in the end, and as much as leaves a match
     * while it is large. Cutting eigenvalues at 0 instead would leave U too large on average, however small lambda.
     */
    static double subtracted(double noise) {
        return noise > MOST_NOISE ? MOST_NOISE / noise : 1;
    }

    /** Of a sphere. */
    double[] start(int dimension, double sd);

    GaussianPosterior posterior(double[] mean, double[] scatter);

    /** The scatter of {@code S = 2 V (I + (I + 4 U V)^(1/2))^-1}. */
    double[] match(double[] mean, double[] scatter, DrawnScores scores, double lambda);
}
