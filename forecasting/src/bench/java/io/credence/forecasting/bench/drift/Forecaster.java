package io.credence.forecasting.bench.drift;

import io.credence.forecasting.drift.Observation;
import io.credence.forecasting.drift.TailLoss;
import java.time.Instant;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** A simulated forecaster and the market it forecasts. */
interface Forecaster {

    /** The market of a Gaussian forecaster: what a standard forecast N(0, 1) meets. */
    @FunctionalInterface
    interface Market {

        /**
         * The next return in units of the forecast's standard deviation.
         *
         * @param age bars since the fault began, from 0; negative before
         */
        double next(SplittableRandom random, int age);
    }

    /** The next outcome. */
    Observation next(int bar, int age, SplittableRandom random);

    static Forecaster gaussian(Market market) {
        return (bar, age, random) -> Gaussian.observe(bar, market.next(random, age));
    }

    /** Forecasts N(0, 1). */
    final class Gaussian {

        private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
        private static final double VAR = -NORMAL.inverseCumulativeProbability(TailLoss.TAIL);
        private static final double ES = NORMAL.density(VAR) / TailLoss.TAIL;

        private Gaussian() {}

        static Observation observe(int bar, double value) {
            return new Observation(
                    bar,
                    Instant.ofEpochSecond(60L * bar),
                    NORMAL.cumulativeProbability(value),
                    new TailLoss(-value, VAR, ES));
        }
    }

    /**
     * Knows that returns are Student t with five degrees of freedom, down to the value at risk; beyond it, after the fault, it expects an
     * exponential tail whose expected shortfall is a fifth under the true one.
     */
    final class ShortShortfall implements Forecaster {

        private static final int DEGREES = 5;
        private static final TDistribution LAW = TDistribution.of(DEGREES);
        private static final double VAR = -LAW.inverseCumulativeProbability(TailLoss.TAIL);
        private static final double ES = LAW.density(VAR) / TailLoss.TAIL * (DEGREES + VAR * VAR) / (DEGREES - 1);
        private static final double SHORT = 0.8 * ES;

        @Override
        public Observation next(int bar, int age, SplittableRandom random) {
            double loss = Markets.studentT(random, DEGREES);
            double excess = loss - VAR;
            double es = age < 0 ? ES : SHORT;
            double pit = age < 0 || excess <= 0
                    ? LAW.cumulativeProbability(-loss)
                    : TailLoss.TAIL * Math.exp(-excess / (es - VAR));
            return new Observation(bar, Instant.ofEpochSecond(60L * bar), pit, new TailLoss(loss, VAR, es));
        }
    }
}
