package io.credence.forecasting.bench.portfolio;

import io.credence.forecasting.portfolio.Copula;
import io.credence.forecasting.portfolio.Dependence;
import io.credence.forecasting.portfolio.DependenceFit;
import java.util.Arrays;

/** What is assumed of how names move together. */
enum Assumption {
    EMPIRICAL_COPULA("empirical copula") {
        @Override
        Copula copula(DependenceFit fit) {
            return fit.copula();
        }
    },
    T_COPULA("t copula") {
        @Override
        Copula copula(DependenceFit fit) {
            return fit.dependence();
        }
    },
    GAUSSIAN_COPULA("Gaussian copula") {
        @Override
        Copula copula(DependenceFit fit) {
            return Dependence.gaussian(fit.dependence().correlation());
        }
    },
    INDEPENDENT("independent") {
        @Override
        Copula copula(DependenceFit fit) {
            return Dependence.independent(fit.dependence().size());
        }
    },
    ONE("as one name") {
        @Override
        Copula copula(DependenceFit fit) {
            double[][] matrix =
                    new double[fit.dependence().size()][fit.dependence().size()];
            for (int i = 0; i < matrix.length; i++) {
                Arrays.fill(matrix[i], 1 - 1e-6);
                matrix[i][i] = 1;
            }
            return Dependence.gaussian(matrix);
        }
    };

    private final String words;

    Assumption(String words) {
        this.words = words;
    }

    abstract Copula copula(DependenceFit fit);

    @Override
    public String toString() {
        return words;
    }
}
