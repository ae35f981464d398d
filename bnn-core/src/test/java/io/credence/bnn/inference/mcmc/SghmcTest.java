package io.credence.bnn.inference.mcmc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credence.bnn.density.DataDensity;
import io.credence.bnn.inference.InferenceAlgorithm;
import io.credence.bnn.random.Key;
import org.junit.jupiter.api.Test;

class SghmcTest extends BatchSamplerChecks {

    @Override
    protected InferenceAlgorithm<Walkers> on(DataDensity target) {
        return new Sghmc(
                target, Sghmc.withDefaults().withBatch(8).withBurnIn(100).withThin(1));
    }

    @Override
    BatchSampler sampler(DataDensity target, int batch) {
        return new Sghmc(target, Sghmc.withDefaults().withBatch(batch));
    }

    @Test
    void aClimbThatLeavesTheNumbersIsReported() {
        Sghmc sampler = new Sghmc(target(), Sghmc.withDefaults().withAscent(1e200));
        assertThatThrownBy(() -> sampler.run(Key.of(1), 10))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("step 2")
                .hasMessageContaining("Maybe");
    }

    @Test
    void optionsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> Sghmc.withDefaults().withBatch(0)).hasMessageContaining("batch is 0");
        assertThatThrownBy(() -> Sghmc.withDefaults().withStepSize(0)).hasMessageContaining("stepSize is 0.0");
        assertThatThrownBy(() -> Sghmc.withDefaults().withBurnIn(1)).hasMessageContaining("burnIn is 1");
    }
}
