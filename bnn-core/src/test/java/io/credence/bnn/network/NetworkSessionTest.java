package io.credence.bnn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.distribution.Gaussian;
import org.junit.jupiter.api.Test;

class NetworkSessionTest extends NetworkSessionContract {

    @Override
    SequenceNetwork network() {
        return Networks.lstm(INPUTS, 2, 7);
    }

    @Test
    void momentsAreThoseOfTheDrawnWeights() {
        SequenceNetwork plain = Networks.identity(3, 1, 9);
        float[] x = {0.4f, -1.3f, 0.8f};
        try (NetworkSession session = plain.open()) {
            Gaussian location = session.step(new float[][] {x}, new byte[][] {new byte[0]})
                    .moments()
                    .location(0, 0);
            float[] p = plain.parameters();
            int half = plain.spec().randomSize();
            double mean = p[9 + 1];
            double variance = Math.exp(2 * p[half + 9 + 1]);
            for (int i = 0; i < 3; i++) {
                mean += p[3 + i] * x[i];
                variance += Math.exp(2 * p[half + 3 + i]) * x[i] * x[i];
            }
            assertThat(location.mean()).isCloseTo(mean, within(1e-6));
            assertThat(location.sd()).isCloseTo(Math.sqrt(variance), within(1e-6));
        }
    }
}
