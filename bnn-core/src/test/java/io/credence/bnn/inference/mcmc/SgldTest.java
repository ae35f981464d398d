package io.credence.bnn.inference.mcmc;

import io.credence.bnn.density.DataDensity;
import io.credence.bnn.inference.InferenceAlgorithm;

class SgldTest extends BatchSamplerChecks {

    @Override
    protected InferenceAlgorithm<Walkers> on(DataDensity target) {
        return new Sgld(target, Sgld.withDefaults().withBatch(8).withBurnIn(100).withThin(1));
    }

    @Override
    BatchSampler sampler(DataDensity target, int batch) {
        return new Sgld(target, Sgld.withDefaults().withBatch(batch));
    }
}
