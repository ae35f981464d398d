package io.credence.bnn.inference.score;

import io.credence.bnn.linalg.Matrices;
import io.credence.bnn.linalg.SymmetricEigen;
import io.credence.bnn.posterior.GaussianPosterior;
import io.credence.bnn.posterior.LowRankGaussian;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Keeps a diagonal and a factor, memory linear in the rank: the match is written as a diagonal and few rank-one terms, never as a dense
 * matrix, and then patched, that is projected onto the family by factor analysis.
 *
 * <p>With the scores' roots in the columns of F, {@code U = F J F'} with J diagonal of 1 and -1, and K = F' V F, the match is {@code S =
 * V - P diag(1 - f(m)) P'}, {@code P = V F K^(-1/2) Y}, where {@code K^(1/2) J K^(1/2) = Y diag(m) Y'} and f is that of
 * {@link FullMatching}.
 *
 * <p>Source: Modi, Cai and Saul (2024), "Batch, match, and patch: low-rank approximations for score-based variational inference",
 * arXiv 2410.22292.
 */
record LowRankMatching(int dimension, int rank) implements Matching {

    private static final double TINY = 1e-13;

    /** The diagonal, then the factor row by row. Factors start small and different from each other, since at 0 they would stay. */
    @Override
    public double[] start(int size, double sd) {
        double[] scatter = new double[size * (rank + 1)];
        Arrays.fill(scatter, 0, size, sd * sd);
        for (int i = 0; i < size; i++) {
            scatter[size + i * rank + i % rank] = 0.1 * sd;
        }
        return scatter;
    }

    @Override
    public GaussianPosterior posterior(double[] mean, double[] scatter) {
        double[] sd = Arrays.stream(scatter, 0, dimension).map(Math::sqrt).toArray();
        return LowRankGaussian.of(mean, sd, factor(scatter));
    }

    @Override
    public double[] match(double[] mean, double[] scatter, DrawnScores scores, double lambda) {
        double[] diagonal = Arrays.copyOf(scatter, dimension);
        double[][] factor = factor(scatter);
        Updated v = Updated.of(diagonal).plus(1, Matrices.transpose(factor)).plus(1, scores.pointRoots(mean, lambda));
        Updated matched = shrink(v, scores, lambda);
        FactorAnalysis patch = FactorAnalysis.of(matched, diagonal, factor);
        double[] next = Arrays.copyOf(patch.diagonal(), scatter.length);
        for (int i = 0; i < dimension; i++) {
            System.arraycopy(patch.factor()[i], 0, next, dimension + i * rank, rank);
        }
        return next;
    }

    private Updated shrink(Updated v, DrawnScores scores, double lambda) {
        double[][] signal = scores.scoreRoots(lambda);
        double[][] noise = subtracted(v, scores.noiseRoots(lambda));
        double[][] f =
                Stream.concat(Arrays.stream(signal), Arrays.stream(noise)).toArray(double[][]::new);
        double[][] vf = Arrays.stream(f).map(v::times).toArray(double[][]::new);
        SymmetricEigen k = SymmetricEigen.of(Matrices.multiply(f, Matrices.transpose(vf)));
        double floor = TINY * k.values()[k.values().length - 1];
        double[][] root = k.map(x -> Math.sqrt(Math.max(0, x)));
        double[][] inverseRoot = k.map(x -> x > floor ? 1 / Math.sqrt(x) : 0);
        SymmetricEigen m = SymmetricEigen.of(Matrices.multiply(signed(root, signal.length), root));
        double[][] p = Matrices.multiply(Matrices.transpose(m.vectors()), Matrices.multiply(inverseRoot, vf));
        double[] factors =
                Arrays.stream(m.values()).map(x -> Matching.shrinkage(x) - 1).toArray();
        return v.plus(factors, p);
    }

    /** The noise made as small as can be subtracted. */
    private static double[][] subtracted(Updated v, double[][] noise) {
        if (noise.length == 0) {
            return noise;
        }
        double[][] vn = Arrays.stream(noise).map(v::times).toArray(double[][]::new);
        double[] values = SymmetricEigen.of(Matrices.multiply(noise, Matrices.transpose(vn)))
                .values();
        double scale = Math.sqrt(Matching.subtracted(values[values.length - 1]));
        return Arrays.stream(noise)
                .map(row -> Arrays.stream(row).map(x -> scale * x).toArray())
                .toArray(double[][]::new);
    }

    /** {@code root J}: columns from {@code positive} on change their sign. */
    private static double[][] signed(double[][] root, int positive) {
        double[][] signed = Matrices.copy(root);
        for (double[] row : signed) {
            for (int j = positive; j < row.length; j++) {
                row[j] = -row[j];
            }
        }
        return signed;
    }

    private double[][] factor(double[] scatter) {
        double[][] factor = new double[dimension][];
        Arrays.setAll(factor, i -> Arrays.copyOfRange(scatter, dimension + i * rank, dimension + (i + 1) * rank));
        return factor;
    }
}
