package io.credence.bnn.inference.elbo;

import io.credence.bnn.density.DataDensity;
import io.credence.bnn.inference.InferenceAlgorithm;
import io.credence.bnn.inference.InferenceContract;
import io.credence.bnn.inference.elbo.VariationalOptions.Rate;
import io.credence.bnn.inference.elbo.VariationalOptions.Sampling;
import io.credence.bnn.posterior.GaussianFamily;
import org.junit.jupiter.api.Nested;

/** The contract, for each family and each way to take a step. */
class VariationalInferenceTest {

    abstract static class Contract extends InferenceContract<BoundState> {
        private final VariationalOptions options;

        Contract(VariationalOptions options) {
            this.options = options.withRate(Rate.withDefaults().withSteps(40));
        }

        @Override
        protected InferenceAlgorithm<BoundState> on(DataDensity target) {
            return VariationalInference.of(target, options);
        }
    }

    @Nested
    class MeanField extends Contract {
        MeanField() {
            super(VariationalOptions.withDefaults());
        }
    }

    @Nested
    class FullRankInBatches extends Contract {
        FullRankInBatches() {
            super(VariationalOptions.withDefaults()
                    .withFamily(GaussianFamily.fullRank())
                    .withSampling(new Sampling(4, 1, 8)));
        }
    }

    @Nested
    class BlocksWithImportanceDraws extends Contract {
        BlocksWithImportanceDraws() {
            super(VariationalOptions.withDefaults()
                    .withFamily(GaussianFamily.blocks(1, 2))
                    .withEstimator(Estimator.PATH_DERIVATIVE)
                    .withSampling(new Sampling(2, 5, 0)));
        }
    }

    @Nested
    class LowRankByScoreFunction extends Contract {
        LowRankByScoreFunction() {
            super(VariationalOptions.withDefaults()
                    .withFamily(GaussianFamily.lowRank(2))
                    .withEstimator(Estimator.SCORE_FUNCTION)
                    .withSampling(new Sampling(32, 1, 0)));
        }
    }

    @Nested
    class AutomaticDifferentiation extends InferenceContract<Advi.State> {
        @Override
        protected InferenceAlgorithm<Advi.State> on(DataDensity target) {
            return Advi.of(target, Advi.Options.withDefaults().withBatch(8));
        }
    }
}
