package io.credence.bnn.bench.vdp;

import io.credence.bnn.inference.moment.Carried;
import io.credence.bnn.inference.moment.MomentForecast;
import io.credence.bnn.inference.moment.MomentPredictor;
import io.credence.bnn.inference.moment.TrainedWeights;
import io.credence.bnn.inference.moment.WindowData;
import io.credence.bnn.random.Key;

/** The paper's four, from the cheapest. */
enum Method {
    DET(Carried.VALUES),
    BBB(Carried.DRAWS),
    VDP_PLUS_PLUS(Carried.VARIANCES),
    VDP(Carried.COVARIANCES);

    /** Of the weights, in a forecast of {@link #BBB}. */
    static final int DRAWS = 50;

    final Carried carried;

    Method(Carried carried) {
        this.carried = carried;
    }

    String label() {
        return this == VDP_PLUS_PLUS ? "VDP++" : name();
    }

    MomentForecast[] forecasts(TrainedWeights weights, WindowData data) {
        return this == BBB
                ? MomentPredictor.draws(weights, data, DRAWS, Key.of(99))
                : MomentPredictor.of(weights, carried).predict(data);
    }
}
