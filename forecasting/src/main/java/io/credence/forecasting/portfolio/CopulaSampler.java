package io.credence.forecasting.portfolio;

import io.credence.bnn.linalg.Cholesky;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/** Draws from a copula, of which only the order within a name matters. */
sealed interface CopulaSampler {

    /** {@code [names][strata]}. */
    double[][] draw(SplittableRandom random, int strata);

    static CopulaSampler of(Copula copula) {
        return switch (copula) {
            case Dependence dependence -> new OfT(dependence);
            case EmpiricalCopula empirical -> new OfRows(empirical);
        };
    }

    private static int[] shuffled(SplittableRandom random, int count) {
        return Ranks.of(random.doubles(count).toArray());
    }

    /** The copula's underlying t; its mixing variable is stratified. */
    final class OfT implements CopulaSampler {

        private final Cholesky factor;
        private final DoubleUnaryOperator mixing;

        OfT(Dependence dependence) {
            this.factor = dependence.factor();
            this.mixing = dependence.isGaussian() ? p -> 1 : mixing(dependence.freedom());
        }

        /** {@code sqrt(v / W)} by the probability of W, chi-squared. */
        private static DoubleUnaryOperator mixing(double freedom) {
            ChiSquaredDistribution chiSquared = ChiSquaredDistribution.of(freedom);
            return new QuantileTable(p -> Math.sqrt(freedom / chiSquared.inverseCumulativeProbability(p)))::at;
        }

        @Override
        public double[][] draw(SplittableRandom random, int strata) {
            double[][] sample = new double[factor.size()][strata];
            int[] shuffled = shuffled(random, strata);
            double[] normal = new double[factor.size()];
            for (int k = 0; k < strata; k++) {
                for (int i = 0; i < normal.length; i++) {
                    normal[i] = random.nextGaussian();
                }
                double scale = mixing.applyAsDouble((shuffled[k] + random.nextDouble()) / strata);
                double[] joint = factor.multiplyLower(normal);
                for (int i = 0; i < normal.length; i++) {
                    sample[i][k] = scale * joint[i];
                }
            }
            return sample;
        }
    }

    /** Observed rows, all about equally often, with the noise of their order statistics. */
    final class OfRows implements CopulaSampler {

        private final EmpiricalCopula copula;

        OfRows(EmpiricalCopula copula) {
            this.copula = copula;
        }

        @Override
        public double[][] draw(SplittableRandom random, int strata) {
            int rows = copula.rows();
            double[][] sample = new double[copula.size()][strata];
            int[] shuffled = shuffled(random, strata);
            for (int k = 0; k < strata; k++) {
                int row = (int) ((shuffled[k] + random.nextDouble()) / strata * rows);
                for (int i = 0; i < sample.length; i++) {
                    int rank = copula.rank(i, row);
                    double low = GammaDraws.draw(rank, random);
                    sample[i][k] = low / (low + GammaDraws.draw(rows + 1 - rank, random));
                }
            }
            return sample;
        }
    }
}
