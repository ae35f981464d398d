package io.credence.forecasting.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class KendallTauTest {

    /** Neighbours exchanged: 5 of 45 pairs disagree. */
    @Test
    void aKnownTable() {
        double[] x = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        double[] y = {2, 1, 4, 3, 6, 5, 8, 7, 10, 9};
        assertThat(tau(x, y)).isCloseTo((45 - 2 * 5) / 45.0, within(1e-15));
    }

    @Test
    void agreesWithCountingEveryPair() {
        Random random = new Random(3);
        for (int round = 0; round < 20; round++) {
            double[] x = random.doubles(57).map(v -> Math.floor(12 * v)).toArray();
            double[] y = random.doubles(57).map(v -> Math.floor(9 * v)).toArray();
            assertThat(tau(x, y)).isCloseTo(counted(x, y), within(1e-14));
        }
    }

    @Test
    void aConstantGoesWithNothing() {
        assertThat(tau(new double[] {1, 1, 1}, new double[] {1, 2, 3})).isZero();
    }

    private static double tau(double[] x, double[] y) {
        return KendallTau.of(KendallTau.places(x), KendallTau.places(y));
    }

    private static double counted(double[] x, double[] y) {
        double signed = 0;
        double untiedX = 0;
        double untiedY = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < i; j++) {
                double a = Math.signum(x[i] - x[j]);
                double b = Math.signum(y[i] - y[j]);
                signed += a * b;
                untiedX += a * a;
                untiedY += b * b;
            }
        }
        return signed / Math.sqrt(untiedX * untiedY);
    }
}
