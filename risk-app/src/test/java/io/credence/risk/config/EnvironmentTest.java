package io.credence.risk.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {

    @Test
    void optionsWinAndTheRestHasItsDefault() {
        CredenceConfig config = Environment.read(Map.of("credence.model", "ewma", "credence.horizons", "2,4"));

        assertThat(config.model()).isEqualTo("ewma");
        assertThat(config.horizons()).containsExactly(2, 4);
        assertThat(config.retrain().steps()).isEqualTo(400);
    }

    @Test
    void namesTheKeyThatCannotBeRead() {
        assertThatThrownBy(() -> Environment.read(Map.of("credence.retrain.steps", "many")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("credence.retrain.steps")
                .hasMessageContaining("many")
                .hasMessageContaining("Maybe");
    }
}
