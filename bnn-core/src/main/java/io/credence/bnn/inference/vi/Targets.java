package io.credence.bnn.inference.vi;

import io.credence.bnn.data.SequenceData;
import io.credence.bnn.network.NetworkSpec;
import java.util.List;

/** Whether series can train a network. */
final class Targets {

    private Targets() {}

    /**
     * How many targets count.
     *
     * @throws IllegalArgumentException when there are none, or shapes differ
     */
    static int count(NetworkSpec spec, List<SequenceData> series) {
        long targets = 0;
        for (int i = 0; i < series.size(); i++) {
            SequenceData data = series.get(i);
            if (data.inputs() != spec.inputs() || data.horizons() != spec.horizons()) {
                throw new IllegalArgumentException("series " + i + " has " + data.inputs() + " inputs and "
                        + data.horizons() + " horizons; the network takes " + spec.inputs() + " and "
                        + spec.horizons());
            }
            targets += data.countedTargets();
        }
        if (targets == 0) {
            throw new IllegalArgumentException("no target counts in any of " + series.size()
                    + " series. Maybe each is shorter than its first counted step plus its longest horizon?");
        }
        return Math.toIntExact(targets);
    }
}
