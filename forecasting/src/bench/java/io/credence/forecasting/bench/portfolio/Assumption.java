package io.credence.forecasting.bench.portfolio;

import io.credence.forecasting.portfolio.Copula;
import io.credence.forecasting.portfolio.Dependence;
import io.credence.forecasting.portfolio.DependenceFit;
import io.credence.forecasting.portfolio.DynamicCorrelation;
import java.util.Arrays;

/** What is assumed of how names move together. */
enum Assumption {
    EMPIRICAL_COPULA("empirical copula") {
        @Override
        Copula copula(Known known) {
            return known.fit().copula();
        }
    },
    T_COPULA("t copula") {
        @Override
        Copula copula(Known known) {
            return known.fit().dependence();
        }
    },
    DYNAMIC_CORRELATION("dynamic correlation") {
        @Override
        Copula copula(Known known) {
            return known.dynamic().after(known.pits(), known.fit().dependence().freedom());
        }
    },
    GAUSSIAN_COPULA("Gaussian copula") {
        @Override
        Copula copula(Known known) {
            return Dependence.gaussian(known.fit().dependence().correlation());
        }
    },
    INDEPENDENT("independent") {
        @Override
        Copula copula(Known known) {
            return Dependence.independent(known.fit().dependence().size());
        }
    },
    ONE("as one name") {
        @Override
        Copula copula(Known known) {
            double[][] matrix = new double[known.fit().dependence().size()]
                    [known.fit().dependence().size()];
            for (int i = 0; i < matrix.length; i++) {
                Arrays.fill(matrix[i], 1 - 1e-6);
                matrix[i][i] = 1;
            }
            return Dependence.gaussian(matrix);
        }
    };

    /**
     * What is known of how names moved.
     *
     * @param fit of the last refit
     * @param dynamic the same
     * @param pits up to today
     */
    record Known(DependenceFit fit, DynamicCorrelation dynamic, double[][] pits) {}

    private final String words;

    Assumption(String words) {
        this.words = words;
    }

    abstract Copula copula(Known known);

    @Override
    public String toString() {
        return words;
    }
}
