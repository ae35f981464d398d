package io.credence.risk.application.training;

import io.credence.forecasting.market.Bar;
import io.credence.forecasting.market.Instrument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** One-minute bars of a random walk whose volatility comes in waves. */
public final class RandomBars {

    private RandomBars() {}

    public static List<Bar> ending(Instrument instrument, Instant end, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Bar> bars = new ArrayList<>();
        double close = 1000;
        for (int i = 0; i < count; i++) {
            double open = close;
            double percent = (0.1 + 0.08 * Math.sin(i / 100.0)) * random.nextGaussian();
            close = Math.round(100 * open * Math.exp(percent / 100)) / 100.0;
            Instant last = end.minus(Duration.ofMinutes(count - 1L - i));
            bars.add(new Bar(
                    instrument.name(),
                    last.minus(Duration.ofMinutes(1)),
                    last,
                    open,
                    Math.max(open, close),
                    Math.min(open, close),
                    close,
                    1,
                    3));
        }
        return bars;
    }
}
