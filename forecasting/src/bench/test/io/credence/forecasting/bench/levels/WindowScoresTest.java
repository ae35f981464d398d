package io.credence.forecasting.bench.levels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.distribution.NormalLaw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowScoresTest {

    @TempDir
    private Path folder;

    /** By hand: all quantiles 10, outcomes 12 and 9, so that the pinballs are 2 p and (1 - p), whose means over nine p are 1 and 0.5. */
    @Test
    void theLossIsTwiceThePinballOverTheSizes() {
        Levels levels = new Levels(List.of("A"), new double[][] {{10, 12, 9}});
        double[] tens = new double[9];
        Arrays.fill(tens, 10);
        WindowScores scores = new WindowScores();
        scores.add(new double[][][] {{tens, tens}}, levels, 1);
        assertThat(scores.meanWeightedLoss(1)).isCloseTo(2 * (1 + 0.5) / (12 + 9), within(1e-12));
        assertThat(scores.coverage(1)).isZero();
    }

    @Test
    void theRandomWalkHasTheDeviationOfTheLastChanges() {
        Levels levels = new Levels(List.of("A"), new double[][] {{100, 101, 100, 101, 100, 5}});
        double[][] quantiles = new RandomWalk(levels, 4).forecast(5, 4)[0];
        assertThat(quantiles[0][4]).isCloseTo(100, within(1e-12));
        assertThat(quantiles[3][8]).isCloseTo(100 + 2 * new NormalLaw().quantile(0.9), within(1e-9));
    }

    /** Outcomes of a third of the forecast's size ask for a factor of a third. */
    @Test
    void theSpreadFactorFindsTheSizeOfOutcomes() {
        SpreadFactor factor = new SpreadFactor();
        assertThat(factor.value()).isEqualTo(1);
        SplittableRandom random = new SplittableRandom(3);
        double[] quantiles = Arrays.stream(LevelForecaster.PROBABILITIES)
                .map(new NormalLaw()::quantile)
                .toArray();
        for (int window = 0; window < 100; window++) {
            double[] realised = random.doubles(30)
                    .map(u -> 0.6 * new NormalLaw().quantile(Math.max(u, 1e-9)))
                    .toArray();
            double[][] forecast = new double[30][];
            Arrays.fill(forecast, quantiles);
            factor.add(forecast, realised);
        }
        assertThat(factor.value()).isCloseTo(0.6, within(0.04));
    }

    @Test
    void readsLevelsAndRefusesWhatIsNone() throws IOException {
        Path file = Files.writeString(
                folder.resolve("levels.csv"), "timestamp,instrument,close\nd1,B,2\nd1,A,1\nd2,A,1.5\nd2,B,2.5\n");
        Levels levels = Levels.read(file);
        assertThat(levels.instruments()).containsExactly("A", "B");
        assertThat(levels.prices()[1]).containsExactly(2, 2.5);
        assertThat(levels.returnAt(0, 1)).isCloseTo(100 * Math.log(1.5), within(1e-12));
        Files.writeString(file, "timestamp,instrument,close\nd1,B,0\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Levels.read(file))
                .withMessageContaining("row 2")
                .withMessageContaining("d1,B,0");
        Files.writeString(file, "timestamp,instrument,close\nd1,B,1\nd1,A,1\nd2,A,2\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Levels.read(file))
                .withMessageContaining("different numbers of rows");
    }
}
