package io.credence.forecasting.bench.worlds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.bench.worlds.Trial.Risk;
import io.credence.forecasting.distribution.StudentTLaw;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorldTest {

    private static final int DAYS = 12_000;
    private static final double TAIL = Trial.LEVEL.tail();

    static List<World> worlds() {
        return World.ALL;
    }

    /** A truth is true: losses exceed its VaR on a share {@code tail} of the days, and are its ES then on the mean. */
    @ParameterizedTest
    @MethodSource("worlds")
    void theTruthIsCalibrated(World world) {
        checkCalibrated(world, market -> Risk.of(market.truth()));
        checkCalibrated(world, market -> Risk.of(market.truthGivenState()));
    }

    private static void checkCalibrated(World world, Function<World.Market, Risk> truth) {
        World.Market market = world.start().apply(new SplittableRandom(11));
        int hits = 0;
        double shortfall = 0;
        for (int day = 0; day < DAYS; day++) {
            Risk risk = truth.apply(market);
            double loss = -market.next();
            hits += loss > risk.value() ? 1 : 0;
            shortfall += loss > risk.value() ? loss / risk.shortfall() : 0;
        }
        double share = (double) hits / DAYS;
        assertThat(share).isCloseTo(TAIL, within(3 * Math.sqrt(TAIL * (1 - TAIL) / DAYS)));
        assertThat(shortfall / hits).isCloseTo(1, within(0.06));
    }

    /** In closed form: minus the mean plus the scale times the law's quantile. */
    @Test
    void theTruthOfIndependentReturnsIsAClosedForm() {
        Risk risk = Risk.of(
                World.ALL.getFirst().start().apply(new SplittableRandom(1)).truth());
        StudentTLaw law = new StudentTLaw(5);
        assertThat(risk.value()).isCloseTo(-0.03 - law.quantile(TAIL), within(1e-12));
        assertThat(risk.shortfall()).isCloseTo(-0.03 - law.lowerTailMean(TAIL), within(1e-12));
    }
}
