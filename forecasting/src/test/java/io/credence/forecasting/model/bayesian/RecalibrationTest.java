package io.credence.forecasting.model.bayesian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.model.bayesian.Recalibration.Pending;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;

class RecalibrationTest {

    private static final List<Integer> ONE = List.of(1);

    @Test
    void findsTheScaleOfForecastsThatAreTooNarrow() {
        Run run = new Run(1).go(4000, 1.6, false);
        assertThat(run.state.logScale(0)).isCloseTo(Math.log(1.6), within(0.2));
    }

    @Test
    void leavesCalibratedForecastsAboutAlone() {
        Run run = new Run(2).go(4000, 1, false);
        assertThat(run.state.logScale(0)).isCloseTo(0, within(0.2));
        assertThat(run.state.rawDf(0)).isBetween(-1.0, 1.0);
    }

    @Test
    void bringsTheShareOfExceedancesToItsLevelWhereOnlyLossesAreHeavier() {
        Run run = new Run(3).go(1000, 1, true);
        run.exceeded95 = 0;
        run.exceeded99 = 0;
        run.go(10_000, 1, true);
        assertThat(run.exceeded95 / 10_000.0).isCloseTo(0.05, within(0.004));
        assertThat(run.exceeded99 / 10_000.0).isCloseTo(0.01, within(0.003));
        assertThat(new Run(3).frozen().go(10_000, 1, true).exceeded99 / 10_000.0)
                .isGreaterThan(0.018);
    }

    @Test
    void learnsNothingFromWhatItDoesNotRemember() {
        Recalibration state = Recalibration.start(List.of(1, 3));
        for (int bar = 1; bar < 50; bar++) {
            state.realise(0, bar, 100 + bar);
            state.realise(1, bar, 100 + bar);
            state.remember(0, bar, Pending.NONE);
            state.remember(1, bar, Pending.NONE);
        }
        assertThat(state.logScale(0)).isZero();
        assertThat(state.logScale(1)).isZero();
    }

    @Test
    void aMarketThatStandsStillUnwindsNothing() {
        Recalibration state = Recalibration.start(ONE);
        for (int bar = 1; bar < 5000; bar++) {
            state.realise(0, bar, 100);
            state.remember(0, bar, new Pending(100, 0, 0.1f, 0.01f, 4));
        }
        assertThat(state.logScale(0)).isZero();
        assertThat(state.rawDf(0)).isZero();
    }

    @Test
    void aForecastIsRealisedAfterItsHorizonOnly() {
        Recalibration state = Recalibration.start(List.of(3));
        state.remember(0, 7, new Pending(100, 0, 0.1f, 0.8f, 4));
        state.realise(0, 8, 150);
        state.realise(0, 9, 150);
        assertThat(state.logScale(0)).isZero();
        state.realise(0, 10, 150);
        assertThat(state.logScale(0)).isPositive();
    }

    @Test
    void stateSurvivesAsBytes() {
        List<Integer> horizons = List.of(1, 5);
        Recalibration state = Recalibration.start(horizons);
        for (int bar = 1; bar < 40; bar++) {
            for (int h = 0; h < 2; h++) {
                state.realise(h, bar, 100 + bar % 7);
                state.remember(h, bar, new Pending(100 + bar % 7, 0.01f, 0.5f, 0.7f, 3.5f));
            }
        }
        ByteBuffer buffer = ByteBuffer.allocate(Recalibration.encodedBytes(horizons));
        state.encode(buffer);
        assertThat(buffer.hasRemaining()).isFalse();
        Recalibration decoded = Recalibration.decode(horizons, buffer.flip());
        ByteBuffer again = ByteBuffer.allocate(Recalibration.encodedBytes(horizons));
        decoded.encode(again);
        assertThat(again.array()).isEqualTo(buffer.array());
        assertThat(decoded.logScale(1)).isEqualTo(state.logScale(1)).isNotZero();
    }

    /** A world of one-bar Student-t returns whose forecaster believes in scale 0.1 and four degrees of freedom. */
    private static final class Run {

        private final SplittableRandom random;
        private final Recalibration state = Recalibration.start(ONE);
        private boolean frozen;
        private long bar;
        private double close = 100;
        private int exceeded95;
        private int exceeded99;

        Run(long seed) {
            random = new SplittableRandom(seed);
        }

        Run frozen() {
            frozen = true;
            return this;
        }

        Run go(int bars, double scale, boolean heavyLosses) {
            for (int i = 0; i < bars; i++) {
                double df = 4 + state.rawDf(0);
                double forecast = 0.1 * Math.exp(state.logScale(0));
                bar++;
                if (!frozen) {
                    state.remember(0, bar, new Pending(close, 0, (float) forecast, 1, (float) df));
                }
                double draw = TDistribution.of(4).inverseCumulativeProbability(random.nextDouble(1e-9, 1));
                double change = 0.1 * scale * draw * (heavyLosses && draw < 0 ? 1.35 : 1);
                double tail = TDistribution.of(df).cumulativeProbability(change / forecast);
                exceeded95 += tail < 0.05 ? 1 : 0;
                exceeded99 += tail < 0.01 ? 1 : 0;
                // A walk that never drifts off: only the change counts.
                double next = close * Math.exp(change / 100);
                state.realise(0, bar + 1, next);
                close = 100;
            }
            return this;
        }
    }
}
