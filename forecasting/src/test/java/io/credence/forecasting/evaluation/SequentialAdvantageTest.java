package io.credence.forecasting.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequentialAdvantageTest {

    private static double highest(DoubleSupplier advantages, int count) {
        SequentialAdvantage test = SequentialAdvantage.start();
        double highest = 1;
        for (int i = 0; i < count; i++) {
            test = test.next(advantages.getAsDouble());
            highest = Math.max(highest, test.eValue());
        }
        return highest;
    }

    @Test
    void isTheMeanOfTheStakesWealth() {
        double wealth = 0;
        for (int i = 1; i <= 7; i++) {
            double stake = Math.pow(2, -i);
            wealth += (1 + 0.5 * stake) * (1 - 0.25 * stake) / 7;
        }
        SequentialAdvantage test = SequentialAdvantage.start().next(0.5).next(-0.25);

        assertThat(test.eValue()).isCloseTo(wealth, within(1e-14));
        assertThat(test.count()).isEqualTo(2);
        assertThat(SequentialAdvantage.start().eValue()).isCloseTo(1, within(1e-14));
    }

    @Test
    void forecastersOfEqualMeritSeldomMeetTheThreshold() {
        int raised = 0;
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            raised += highest(() -> random.nextBoolean() ? 0.2 : -0.2, 1000) >= 20 ? 1 : 0;
        }
        assertThat(raised / 2000.0).isLessThanOrEqualTo(0.05);
    }

    @Test
    void anAdvantageOfAPercentIsFoundWithinDaysOfMinutes() {
        int found = 0;
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            DoubleSupplier noisy = () -> Math.clamp(0.01 + 0.1 * random.nextGaussian(), -1, 1);
            found += highest(noisy, 2880) >= SequentialAdvantage.threshold(1, 0.05) ? 1 : 0;
        }
        assertThat(found).isGreaterThan(45);
    }

    @Test
    void theThresholdsOfAllTestsSpendAlphaTogether() {
        double spent = 0;
        for (int k = 1; k < 100_000; k++) {
            spent += 1 / SequentialAdvantage.threshold(k, 0.05);
        }
        assertThat(spent).isCloseTo(0.05, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, 1.0001, -1.5, Double.POSITIVE_INFINITY})
    void refusesWhatIsNoAdvantage(double advantage) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SequentialAdvantage.start().next(advantage))
                .withMessageContaining("must be -1 to 1");
    }

    @Test
    void refusesTestsThatCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> SequentialAdvantage.threshold(0, 0.05));
        assertThatIllegalArgumentException().isThrownBy(() -> SequentialAdvantage.threshold(1, 1));
    }
}
