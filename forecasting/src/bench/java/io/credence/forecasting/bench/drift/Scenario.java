package io.credence.forecasting.bench.drift;

import java.util.List;
import java.util.function.Supplier;

/**
 * A fault and when it begins.
 *
 * @param change the first faulty bar; -1 where there is none
 * @param bars watched in all
 */
record Scenario(String name, int change, int bars, Supplier<Forecaster> forecaster) {

    private static final int BARS = 5000;

    static final List<Scenario> ALL = List.of(
            gaussian("calibrated", -1, BARS, Markets::calibrated),
            gaussian("scale 1.05", 0, 43_200, () -> Markets.scale(1.05)),
            gaussian("scale 1.1 from 0", 0, BARS, () -> Markets.scale(1.1)),
            gaussian("scale 1.25 from 0", 0, BARS, () -> Markets.scale(1.25)),
            gaussian("scale 1.25 from 1000", 1000, 1000 + BARS, () -> Markets.scale(1.25)),
            gaussian("scale 1.25 from 2500", 2500, 2500 + BARS, () -> Markets.scale(1.25)),
            gaussian("scale 1.5 from 0", 0, BARS, () -> Markets.scale(1.5)),
            gaussian("scale 1.5 from 1000", 1000, 1000 + BARS, () -> Markets.scale(1.5)),
            gaussian("scale 1.5 from 2500", 2500, 2500 + BARS, () -> Markets.scale(1.5)),
            gaussian("scale 0.7 from 1000", 1000, 1000 + BARS, () -> Markets.scale(0.7)),
            gaussian("bias -0.3 from 1000", 1000, 1000 + BARS, () -> Markets.bias(-0.3)),
            gaussian("tails too thin from 1000", 1000, 1000 + BARS, Markets::heavyTails),
            gaussian("losses times 3 from 1000", 1000, 1000 + BARS, () -> Markets.longerLosses(3)),
            new Scenario("shortfall 20 % too small from 0", 0, BARS, Forecaster.ShortShortfall::new),
            new Scenario("shortfall 20 % too small from 1000", 1000, 1000 + BARS, Forecaster.ShortShortfall::new),
            gaussian("regime break from 1000", 1000, 1000 + BARS, Markets.RegimeBreak::new),
            gaussian("slow drift from 1000", 1000, 1000 + BARS, Markets::slowDrift),
            gaussian("dependence 0.3 from 1000", 1000, 1000 + BARS, () -> new Markets.Autoregression(0.3)),
            gaussian("clustering from 1000", 1000, 1000 + BARS, Markets.Clustering::new));

    private static Scenario gaussian(String name, int change, int bars, Supplier<Forecaster.Market> market) {
        return new Scenario(name, change, bars, () -> Forecaster.gaussian(market.get()));
    }

    /** Bars since the fault began; negative where it has not. */
    int age(int bar) {
        return change < 0 ? -1 : bar - change;
    }

    /** The bar from which delays count. */
    int origin() {
        return Math.max(0, change);
    }
}
