package io.credence.forecasting.model.bayesian.volatility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.distribution.LocationScaleReturn;
import io.credence.forecasting.distribution.NormalLaw;
import io.credence.forecasting.distribution.SkewedTLaw;
import io.credence.forecasting.distribution.StandardLaw;
import io.credence.forecasting.distribution.StudentTLaw;
import io.credence.forecasting.model.univariate.ReturnHistory;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class WeekdayEffectTest {

    private static final int FRIDAY = 5;
    private static final StandardLaw NORMAL = new NormalLaw();

    /** Monday to Friday; the law and the scale of a return depend on the day before. */
    private static ReturnHistory history(int count, IntFunction<StandardLaw> law, IntFunction<Double> scale) {
        SplittableRandom random = new SplittableRandom(3);
        double[] returns = new double[count];
        double[] ranges = new double[count];
        int[] days = new int[count];
        for (int t = 0; t < count; t++) {
            days[t] = 1 + t % 5;
            int before = 1 + (t + 4) % 5;
            double factor = scale.apply(before);
            returns[t] = factor * law.apply(before).quantile(random.nextDouble(1e-9, 1));
            ranges[t] = factor * factor * Math.exp(0.5 * random.nextGaussian());
        }
        return ReturnHistory.of(returns, ranges).withWeekdays(days);
    }

    private static ReturnHistory fridays(double factor) {
        return history(2000, day -> NORMAL, day -> day == FRIDAY ? factor : 1.0);
    }

    @Test
    void findsThePlantedFactors() {
        WeekdayEffect effect = WeekdayEffect.of(fridays(0.3));
        assertThat(Math.log(effect.ofReturn(FRIDAY) / effect.ofReturn(2))).isCloseTo(Math.log(0.3), within(0.1));
        assertThat(Math.log(effect.ofRange(FRIDAY) / effect.ofRange(2))).isCloseTo(Math.log(0.3), within(0.1));
    }

    /** The error of a day's mean is 4 %. */
    @Test
    void daysThatAreAlikeStayAlike() {
        WeekdayEffect effect = WeekdayEffect.of(fridays(1));
        for (int day = 1; day <= FRIDAY; day++) {
            assertThat(effect.ofReturn(day)).isCloseTo(1, within(0.04));
            assertThat(effect.ofRange(day)).isCloseTo(1, within(0.04));
        }
    }

    @Test
    void oneCrazyPrintMakesNoFactor() {
        ReturnHistory plain = fridays(1);
        double[] returns = plain.returnsFrom(0);
        returns[1004] = -500;
        int[] days = new int[returns.length];
        Arrays.setAll(days, plain::weekdayAt);
        WeekdayEffect effect = WeekdayEffect.of(ReturnHistory.of(returns).withWeekdays(days));
        for (int day = 1; day <= FRIDAY; day++) {
            assertThat(effect.ofReturn(day)).isCloseTo(1, within(0.06));
        }
    }

    @Test
    void withoutDaysThereIsNoEffect() {
        ReturnHistory plain = fridays(0.3);
        ReturnHistory unknown = ReturnHistory.of(plain.returnsFrom(0), plain.ranges());
        ReturnHistory levelled = WeekdayEffect.of(unknown).levelled(unknown);
        assertThat(levelled.returnsFrom(0)).isEqualTo(unknown.returnsFrom(0));
    }

    @Test
    void levelledReturnsAreAlikeOnAllDays() {
        ReturnHistory plain = fridays(0.3);
        ReturnHistory levelled = WeekdayEffect.of(plain).levelled(plain);
        double after = 0;
        double all = 0;
        for (int t = 0; t < levelled.size(); t++) {
            double square = levelled.returnAt(t) * levelled.returnAt(t) / levelled.size();
            all += square;
            after += t % 5 == 0 ? 5 * square : 0;
        }
        assertThat(after / all).isCloseTo(1, within(0.15));
    }

    /** A day of heavier tails: fewer degrees of freedom, the same mean absolute value. */
    @Test
    void aDayOfHeavierTailsHasALawOfItsOwn() {
        ReturnHistory history = history(4000, day -> day == FRIDAY ? new StudentTLaw(3) : NORMAL, day -> 1.0);
        WeekdayEffect effect = WeekdayEffect.of(history);
        SkewedTLaw law = new SkewedTLaw(10, 0);
        LocationScaleReturn plain = effect.onDay(1, 0.1, 2, law);
        LocationScaleReturn friday = effect.onDay(FRIDAY, 0.1, 2, law);
        assertThat(plain.law()).isEqualTo(law);
        assertThat(plain.scale()).isEqualTo(2 * effect.ofReturn(1));
        assertThat(((SkewedTLaw) friday.law()).freedom()).isBetween(2.5, 7.0);
        double factor = effect.ofReturn(FRIDAY) / effect.ofReturn(1);
        assertThat(meanAbsolute(friday)).isCloseTo(factor * meanAbsolute(plain), within(1e-6));
    }

    /** About its own mean: minus twice the partial mean up to it, for a law of mean 0. */
    private static double meanAbsolute(LocationScaleReturn forecast) {
        return -2 * forecast.scale() * forecast.law().partialMean(0);
    }

    @Test
    void knowsWhichDayMostlyFollows() {
        WeekdayEffect effect = WeekdayEffect.of(fridays(1));
        assertThat(effect.after(1)).isEqualTo(2);
        assertThat(effect.after(FRIDAY)).isEqualTo(1);
    }
}
