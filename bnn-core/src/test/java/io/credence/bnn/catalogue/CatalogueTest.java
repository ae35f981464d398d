package io.credence.bnn.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CatalogueTest {

    private final Catalogue<Integer> catalogue = Catalogue.of("method", Map.of("bbb", 1, "nuts", 2, "sghmc", 3));

    @Test
    void givesWhatIsThere() {
        assertThat(catalogue.get("nuts")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"bbp,bbb", "nust,nuts", "hmc,sghmc", "SGHMC,bbb"})
    void refusesOtherNamesWithTheNearest(String name, String nearest) {
        assertThatThrownBy(() -> catalogue.get(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "there is no method '" + name + "', only bbb, nuts, sghmc. Maybe you meant '" + nearest + "'?");
    }

    /** The first is the textbook's example; a swap of neighbours counts one. */
    @ParameterizedTest
    @CsvSource({"kitten,sitting,3", "nust,nuts,1", "abc,abc,0", "a,'',1"})
    void distances(String a, String b, int distance) {
        assertThat(Catalogue.distance(a, b)).isEqualTo(distance);
        assertThat(Catalogue.distance(b, a)).isEqualTo(distance);
    }
}
