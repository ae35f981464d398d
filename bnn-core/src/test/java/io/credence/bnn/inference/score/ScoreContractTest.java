package io.credence.bnn.inference.score;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credence.bnn.density.DataDensity;
import io.credence.bnn.density.Targets;
import io.credence.bnn.inference.InferenceAlgorithm;
import io.credence.bnn.inference.InferenceContract;
import io.credence.bnn.posterior.GaussianFamily;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract, for each way to match scores. */
class ScoreContractTest {

    @Nested
    class Gsm extends InferenceContract<GaussianScoreMatching.State> {
        @Override
        protected InferenceAlgorithm<GaussianScoreMatching.State> on(DataDensity target) {
            return GaussianScoreMatching.of(target, GaussianScoreMatching.Options.withDefaults());
        }
    }

    abstract static class Bam extends InferenceContract<BatchAndMatch.State> {
        private final BatchAndMatch.Options options;

        Bam(BatchAndMatch.Options options) {
            this.options = options;
        }

        @Override
        protected InferenceAlgorithm<BatchAndMatch.State> on(DataDensity target) {
            return BatchAndMatch.of(target, options);
        }
    }

    @Nested
    class BamFullInBatches extends Bam {
        BamFullInBatches() {
            super(BatchAndMatch.Options.withDefaults().withBatch(10).withLambda(1, 0.75));
        }
    }

    @Nested
    class BamDiagonal extends Bam {
        BamDiagonal() {
            super(BatchAndMatch.Options.withDefaults().withFamily(GaussianFamily.meanField()));
        }
    }

    @Nested
    class BamLowRankInBatches extends Bam {
        BamLowRankInBatches() {
            super(BatchAndMatch.Options.withDefaults()
                    .withFamily(GaussianFamily.lowRank(1))
                    .withBatch(10)
                    .withLambda(1, 0.75));
        }
    }

    abstract static class Proximal extends InferenceContract<ProximalScore.State> {
        private final ProximalScore.Options options;

        Proximal(ProximalScore.Options options) {
            this.options = options;
        }

        @Override
        protected InferenceAlgorithm<ProximalScore.State> on(DataDensity target) {
            return ProximalScore.of(target, options);
        }
    }

    @Nested
    class ProximalMeanField extends Proximal {
        ProximalMeanField() {
            super(ProximalScore.Options.withDefaults());
        }
    }

    @Nested
    class ProximalBlocksInBatches extends Proximal {
        ProximalBlocksInBatches() {
            super(ProximalScore.Options.withDefaults()
                    .withFamily(GaussianFamily.blocks(2, 1))
                    .withBatch(10));
        }
    }

    @Test
    void familiesThatAMethodDoesNotKnowAreRefusedWithAnother() {
        assertThatThrownBy(() -> BatchAndMatch.of(
                        Targets.gaussian(3, 1),
                        BatchAndMatch.Options.withDefaults().withFamily(GaussianFamily.blocks(1, 2))))
                .hasMessageContaining("Maybe ProximalScore");
        assertThatThrownBy(() -> ProximalScore.of(
                        Targets.gaussian(3, 1),
                        ProximalScore.Options.withDefaults().withFamily(GaussianFamily.lowRank(1))))
                .hasMessageContaining("Maybe BatchAndMatch");
        assertThatThrownBy(() -> GaussianScoreMatching.of(
                        Targets.gaussian(3, 1),
                        GaussianScoreMatching.Options.withDefaults().withBatch(5)))
                .hasMessageContaining("no rows");
    }
}
