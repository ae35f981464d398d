package io.credence.bnn.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.catalogue.Catalogue;
import io.credence.bnn.posterior.Posterior;
import io.credence.bnn.random.Key;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method by name on one head foretells new rows nearly as NUTS does. */
class HeadMethodsTest {

    private static final Catalogue<HeadMethod> METHODS = HeadMethods.catalogue();
    private static final HeadShape SHAPE = new HeadShape(2, 1);
    private static final double[] TRUTH = Heads.truth(SHAPE, 3);
    private static final HeadRows TRAIN = Heads.simulated(SHAPE, TRUTH, 120, 4);
    private static final HeadRows TEST = Heads.simulated(SHAPE, TRUTH, 3000, 5);

    private static final double NUTS = nll(METHODS.get("nuts").fit(target(), Key.of(7)));

    static Stream<String> names() {
        return METHODS.entries().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void foretellsNearlyAsNutsDoes(String name) {
        HeadDensity target = target();
        Posterior posterior = METHODS.get(name).fit(target, Key.of(1));
        assertThat(target.gradients()).isPositive();
        assertThat(posterior.dimension()).isEqualTo(SHAPE.dimension());
        assertThat(nll(posterior)).isCloseTo(NUTS, within(name.equals("empirical-bayes") ? 0.02 : 0.01));
        assertThat(posterior.mean()[SHAPE.rawDf(0)]).isCloseTo(2.5, within(2.5));
    }

    private static HeadDensity target() {
        return HeadDensity.of(TRAIN, SHAPE.prior(1, 1, 2, 1));
    }

    private static double nll(Posterior posterior) {
        return new HeadPredictive(SHAPE, posterior.draw(200, Key.of(2))).nll(TEST);
    }
}
