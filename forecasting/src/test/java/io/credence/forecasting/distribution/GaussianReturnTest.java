package io.credence.forecasting.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GaussianReturnTest extends ForecastDistributionContract {

    @Override
    protected List<ForecastDistribution> examples() {
        return List.of(new GaussianReturn(0, 1), new GaussianReturn(0.02, 0.15), new GaussianReturn(-3, 4));
    }

    @Override
    protected ForecastDistribution decode(byte[] bytes) {
        return GaussianReturn.decode(bytes);
    }

    @Test
    void knownValuesOfTheStandardNormal() {
        GaussianReturn standard = new GaussianReturn(0, 1);
        ConfidenceLevel level = new ConfidenceLevel(0.99);
        assertThat(standard.valueAtRisk(level)).isCloseTo(2.3263478740, within(1e-9));
        assertThat(standard.expectedShortfall(level)).isCloseTo(2.6652142203, within(1e-9));
        // (sqrt(2) - 1) / sqrt(pi), Gneiting and Raftery (2007).
        assertThat(standard.crps(0)).isCloseTo(0.2336949773, within(1e-9));
        assertThat(standard.logScore(0)).isCloseTo(-0.9189385332, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"NaN, 1", "0, 0", "0, -1", "0, NaN", "0, Infinity", "Infinity, 1"})
    void refusesNonsense(double mean, double deviation) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GaussianReturn(mean, deviation))
                .withMessageContaining(Double.toString(deviation));
    }
}
