package io.credence.forecasting.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelDensityTest {

    private static double[] sample(int count) {
        SplittableRandom random = new SplittableRandom(count);
        StudentTLaw law = new StudentTLaw(3);
        double[] sample = random.doubles(count)
                .map(u -> law.quantile(Math.clamp(u, 1e-9, 1 - 1e-9)))
                .toArray();
        Arrays.sort(sample);
        return sample;
    }

    /** The definition, value by value. */
    private static double plain(double[] sample, double bandwidth, double z) {
        double sum = 0;
        for (double value : sample) {
            double u = (z - value) / bandwidth;
            sum += 0.375 * Math.pow(1 + u * u / 4, -2.5);
        }
        return Math.log(sum / (sample.length * bandwidth));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 17, 250, 5000})
    void isTheSumOverAllValues(int count) {
        double[] sample = sample(count);
        for (double bandwidth : new double[] {1e-3, 0.05, 0.3}) {
            KernelDensity density = new KernelDensity(sample, bandwidth);
            for (double z = -40; z <= 40; z += 0.37) {
                assertThat(density.log(z))
                        .as("bandwidth %s at %s", bandwidth, z)
                        .isCloseTo(plain(sample, bandwidth, z), within(1e-4));
            }
        }
    }
}
