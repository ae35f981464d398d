package io.credence.bnn.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.random.Key;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class MiniBatchTest {

    private static final double[] POINT = {0.2, -0.4, 1};
    private final DataDensity target = Targets.conjugate(30, 3, 1);

    @Test
    void allRowsAreTheWhole() {
        double[] batched = new double[3];
        double[] whole = new double[3];
        double value = MiniBatch.of(target, 30, Key.of(1).generator()).evaluate(POINT, batched);
        assertThat(value).isCloseTo(target.evaluate(POINT, whole), within(1e-9));
        assertThat(batched).containsExactly(whole, within(1e-9));
    }

    /** Unbiased whatever the size: the mean over many batches is the whole, within 4 standard errors. */
    @Test
    void batchesAverageToTheWhole() {
        UniformRandomProvider random = Key.of(2).generator();
        for (int size : new int[] {1, 8}) {
            double[] values = new double[4000];
            Arrays.setAll(values, i -> MiniBatch.of(target, size, random).evaluate(POINT, new double[3]));
            double mean = Arrays.stream(values).average().orElseThrow();
            double variance = Arrays.stream(values)
                    .map(v -> (v - mean) * (v - mean))
                    .average()
                    .orElseThrow();
            assertThat(mean)
                    .isCloseTo(target.evaluate(POINT, new double[3]), within(4 * Math.sqrt(variance / values.length)));
        }
    }

    @Test
    void rowsAreDifferent() {
        int[] rows = MiniBatch.sample(10, 10, Key.of(3).generator());
        assertThat(rows).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThatThrownBy(() -> MiniBatch.sample(10, 11, Key.of(3).generator()))
                .hasMessageContaining("batch size is 11");
        assertThatThrownBy(() -> MiniBatch.sample(10, 0, Key.of(3).generator()))
                .hasMessageContaining("batch size is 0");
    }

    @Test
    void everyRowIsAsOftenInTheFirstHalf() {
        UniformRandomProvider random = Key.of(4).generator();
        int[] counts = new int[10];
        for (int i = 0; i < 20_000; i++) {
            int[] rows = MiniBatch.sample(10, 6, random);
            Arrays.stream(rows, 0, 3).forEach(row -> counts[row]++);
        }
        // 6000 each, with a standard deviation of 65
        assertThat(Arrays.stream(counts)).allMatch(count -> Math.abs(count - 6000) < 300);
    }

    @Test
    void temperatureOneIsTheTargetBitForBit() {
        double[] tempered = new double[3];
        double[] whole = new double[3];
        double value = new TemperedDensity(target, 1).evaluate(POINT, tempered);
        assertThat(value).isEqualTo(target.evaluate(POINT, whole));
        assertThat(tempered).containsExactly(whole);
        assertThat(new TemperedDensity(target, 0.5).evaluate(POINT, tempered)).isEqualTo(2 * value);
        assertThatThrownBy(() -> new TemperedDensity(target, 0)).hasMessageContaining("temperature is 0.0");
    }
}
