package io.credence.bnn.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credence.bnn.data.RegressionData;
import io.credence.bnn.inference.member.Waves;
import io.credence.bnn.predictive.GaussianMixtures;
import io.credence.bnn.random.Key;
import io.credence.bnn.regression.RegressionMethod.Choice;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RegressionMethodsTest {

    private static final double FACTOR = 50;
    private static final double SHIFT = 300;

    /** In a unit far from the standard one: near the error and the NLL of the noise itself, were its size the same everywhere. */
    @ParameterizedTest
    @ValueSource(strings = {"pbp", "stacking"})
    void predictsInTheTargetsUnit(String name) {
        RegressionData rows = scaled(Waves.of(200, Key.of(1)));
        RegressionData test = scaled(Waves.of(300, Key.of(2)));
        RegressionMethod method = RegressionMethods.catalogue().get(name);
        Choice choice = method.choose(rows, Key.of(3));
        GaussianMixtures predicted =
                method.fit(choice.setting(), rows, Key.of(4)).predict(test.inputs());
        double noise = FACTOR * Math.sqrt((Waves.QUIET * Waves.QUIET + Waves.LOUD * Waves.LOUD) / 2);
        double best = Math.log(noise) + 0.5 * Math.log(2 * Math.PI * Math.E);
        assertThat(predicted.rmse(test.targets())).isBetween(0.8 * noise, 1.25 * noise);
        assertThat(predicted.negativeLogLikelihood(test.targets())).isLessThan(best + 0.3);
        assertThat(choice.validationNll()).isLessThan(best + 0.5);
    }

    @Test
    void unknownNamesAndFewRowsAreRefused() {
        assertThatThrownBy(() -> RegressionMethods.catalogue().get("mc-droput"))
                .hasMessageContaining("Maybe you meant 'mc-dropout'?");
        RegressionData few = Waves.of(9, Key.of(1));
        assertThatThrownBy(() -> RegressionMethods.catalogue().get("bbb").choose(few, Key.of(1)))
                .hasMessageContaining("there are 9 rows");
    }

    private static RegressionData scaled(RegressionData rows) {
        double[] targets =
                Arrays.stream(rows.targets()).map(y -> SHIFT + FACTOR * y).toArray();
        return new RegressionData(rows.inputs(), targets);
    }
}
