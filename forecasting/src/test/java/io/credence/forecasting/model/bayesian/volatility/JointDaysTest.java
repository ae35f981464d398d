package io.credence.forecasting.model.bayesian.volatility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.model.univariate.ReturnHistory;
import io.credence.forecasting.model.univariate.SimulatedReturns;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class JointDaysTest {

    private static ReturnHistory simulated(long seed, long first) {
        return SimulatedReturns.gjr(1500, seed)
                .withDates(LongStream.range(first, first + 1500).toArray());
    }

    @Test
    void oneInstrumentFiveTimesIsOne() {
        List<ReturnHistory> same =
                IntStream.range(0, 5).mapToObj(i -> simulated(3, 0)).toList();
        assertThat(JointDays.share(same, 1500)).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void independentInstrumentsAreAllOfThem() {
        List<ReturnHistory> five =
                IntStream.range(0, 5).mapToObj(i -> simulated(10 + i, 0)).toList();
        assertThat(JointDays.share(five, 1500)).isBetween(0.85, 1.0);
    }

    /** What never happened on the same day cannot have gone together. */
    @Test
    void daysApartAreIndependent() {
        assertThat(JointDays.share(List.of(simulated(3, 0), simulated(3, 9000)), 20_000))
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void rowsFromTheDateOnAreNotSeen() {
        List<ReturnHistory> two = List.of(simulated(3, 0), simulated(3, 1000));
        assertThat(JointDays.share(two, 1000)).isCloseTo(1, within(1e-9));
        assertThat(JointDays.share(List.of(), 1000)).isEqualTo(1);
    }
}
