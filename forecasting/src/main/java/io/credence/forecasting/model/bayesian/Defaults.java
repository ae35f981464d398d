package io.credence.forecasting.model.bayesian;

import io.credence.bnn.inference.vi.TrainingOptions;
import io.credence.bnn.inference.vi.TrainingOptions.Batching;
import io.credence.bnn.inference.vi.TrainingOptions.HeadPrior;
import io.credence.bnn.inference.vi.TrainingOptions.Regularisation;
import io.credence.bnn.inference.vi.TrainingOptions.Schedule;
import io.credence.bnn.network.Architecture;

/**
 * How the catalogue's model is trained, besides data, seed and steps. A few days of minutes carry little that the references
 * do not have, and the network is held accordingly: few units, a prior that keeps each of some 36 weights per output near 0.04, strong
 * decay of the backbone. Chosen on three forward splits of the first 40 % of the demo's tape.
 */
final class Defaults {

    static final TrainingOptions TRAINING = TrainingOptions.withDefaults()
            .withArchitecture(new Architecture(8, 1, 0, true))
            .withPrior(new HeadPrior(0.04, 1, 2, 1, 0.02))
            .withSchedule(new Schedule(300, 0.003, 0.05, 0.3, 0.2))
            .withBatching(new Batching(8, 64, 64))
            .withRegularisation(new Regularisation(3, 0.3, 1));

    private Defaults() {}
}
