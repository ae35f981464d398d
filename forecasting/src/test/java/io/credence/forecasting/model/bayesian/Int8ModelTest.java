package io.credence.forecasting.model.bayesian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.model.FittedModel;
import io.credence.forecasting.model.Predictor;
import io.credence.forecasting.series.SimulatedBars;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code bayesian:bbb:lstm-int8}: weights and activations of eight bits in service. */
class Int8ModelTest extends BayesianContract {

    private static FittedModel fitted;

    @BeforeAll
    static void fit() {
        fitted = fit("bayesian:bbb:lstm-int8");
    }

    @Override
    protected FittedModel fitted() {
        return fitted;
    }

    /** The same training: all other files are equal, and forecasts nearly so. */
    @Test
    void forecastsAreNearlyThoseOfFloats() {
        FittedModel exact = fit("bayesian");
        assertThat(fitted.provenance()).containsEntry("backbone", "lstm-int8");
        assertThat(fitted.version()).isNotEqualTo(exact.version());
        assertThat(fitted.files().keySet()).containsAll(exact.files().keySet());
        exact.files()
                .forEach((name, bytes) -> assertThat(fitted.files().get(name)).isEqualTo(bytes));
        ForecastDistribution rounded = last(fitted);
        ForecastDistribution floats = last(exact);
        ConfidenceLevel level = new ConfidenceLevel(0.99);
        assertThat(rounded).isNotEqualTo(floats);
        assertThat(rounded.valueAtRisk(level) / floats.valueAtRisk(level)).isCloseTo(1, within(0.02));
        assertThat(rounded.crps(0.1) / floats.crps(0.1)).isCloseTo(1, within(0.01));
    }

    @Test
    void aPosteriorThatEightBitsDoNotHaveIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit("bayesian:vdp++:lstm-int8"))
                .withMessageContaining("moment-lstm");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit("bayesian:laplace:lstm-int8"))
                .withMessageContaining("depend on each other");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BayesianModel().withBackbone("tcn"))
                .withMessageContaining("lstm, lstm-int8");
    }

    private ForecastDistribution last(FittedModel of) {
        try (Predictor predictor = model().load(of)) {
            return walk(predictor, SimulatedBars.walk("V", 100, 3))
                    .getLast()
                    .forecasts()
                    .getFirst();
        }
    }

    private static FittedModel fit(String name) {
        return fit(name, 1, 20);
    }
}
