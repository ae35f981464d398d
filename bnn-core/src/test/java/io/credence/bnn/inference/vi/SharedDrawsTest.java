package io.credence.bnn.inference.vi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SharedDrawsTest {

    /** A hundred streams are two for each of fifty draws; of 257 no number of groups is even. */
    @ParameterizedTest
    @CsvSource({"256, 64", "64, 64", "100, 50", "16, 16", "8, 0", "257, 0"})
    void divideTheStreamsOfALargeBatch(int streams, int draws) {
        assertThat(SharedDraws.of(streams, 1 << 16)).isEqualTo(draws);
    }

    @ParameterizedTest
    @CsvSource({"256", "64"})
    void aSmallBatchHasADrawForEachRow(int streams) {
        assertThat(SharedDraws.of(streams, (1 << 16) - 1)).isEqualTo(SharedDraws.NONE);
    }
}
