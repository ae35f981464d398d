package io.credence.forecasting.series;

import io.credence.forecasting.market.Bar;
import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.market.TradingCalendar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** One-minute bars of a random walk on a grid of ticks, some of them empty, for tests. */
public final class SimulatedBars {

    public static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");
    private static final double TICK = 0.01;

    private SimulatedBars() {}

    public static Instrument instrument(String name) {
        return new Instrument(name, TICK, TradingCalendar.ALWAYS_OPEN);
    }

    /** A GARCH-like walk around a price of 100: quiet and busy times, unchanged closes, one empty bar in 25. */
    public static BarSeries walk(String name, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Bar> bars = new ArrayList<>();
        double close = 100;
        double variance = 0.0025;
        for (int i = 0; i < count; i++) {
            boolean empty = random.nextInt(25) == 0;
            double shock = Math.sqrt(variance) * random.nextGaussian();
            double open = close;
            close = empty || random.nextInt(5) == 0 ? close : round(close * Math.exp(shock / 100));
            bars.add(empty ? empty(name, i, open) : bar(name, i, open, close, random));
            double change = 100 * Math.log(close / open);
            variance = 0.0001 + 0.9 * variance + 0.06 * change * change;
        }
        return new BarSeries(instrument(name), bars);
    }

    /** The same history at another unit of price, on an instrument whose tick is scaled with it. */
    public static BarSeries scaled(BarSeries series, double factor) {
        Instrument old = series.instrument();
        List<Bar> bars = series.bars().stream().map(bar -> scaled(bar, factor)).toList();
        return new BarSeries(new Instrument(old.name(), old.tickSize() * factor, old.calendar()), bars);
    }

    public static Bar empty(String name, int minute, double close) {
        return new Bar(name, at(minute), at(minute + 1), close, close, close, close, 0, 0);
    }

    private static Bar bar(String name, int minute, double open, double close, SplittableRandom random) {
        double high = Math.max(open, close) + TICK * random.nextInt(4);
        double low = Math.min(open, close) - TICK * random.nextInt(4);
        int ticks = 1 + random.nextInt(20);
        return new Bar(name, at(minute), at(minute + 1), open, high, low, close, ticks * random.nextDouble(), ticks);
    }

    private static Bar scaled(Bar bar, double factor) {
        return new Bar(
                bar.instrument(),
                bar.start(),
                bar.end(),
                bar.open() * factor,
                bar.high() * factor,
                bar.low() * factor,
                bar.close() * factor,
                bar.volume(),
                bar.ticks());
    }

    private static Instant at(int minute) {
        return BEGIN.plusSeconds(60L * minute);
    }

    private static double round(double price) {
        return Math.round(price / TICK) * TICK;
    }
}
