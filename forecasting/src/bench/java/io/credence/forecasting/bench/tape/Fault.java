package io.credence.forecasting.bench.tape;

import io.credence.forecasting.market.Bar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What can be wrong with a feed, as nobody means a market to be. */
enum Fault {
    /** No tick comes any more: bars are empty. */
    FROZEN_FEED {
        @Override
        Bar of(Bar bar, Bar other, double last) {
            return with(bar, new double[] {last, last, last, last}, 0, 0);
        }
    },
    /** Ticks come, at the price of the last good one. */
    STALE_PRICE {
        @Override
        Bar of(Bar bar, Bar other, double last) {
            return with(bar, new double[] {last, last, last, last}, bar.volume(), Math.max(1, bar.ticks()));
        }
    },
    /** Prices in hundredths. */
    UNIT_ERROR {
        @Override
        Bar of(Bar bar, Bar other, double last) {
            double[] prices = {100 * bar.open(), 100 * bar.high(), 100 * bar.low(), 100 * bar.close()};
            return with(bar, prices, bar.volume(), bar.ticks());
        }
    },
    /** The window's own bars in another order. */
    SHUFFLED_WINDOW {
        @Override
        Bar of(Bar bar, Bar other, double last) {
            double[] prices = {other.open(), other.high(), other.low(), other.close()};
            return with(bar, prices, other.volume(), other.ticks());
        }
    };

    /**
     * One bar of a faulty window.
     *
     * @param bar as it was
     * @param other the one that shuffling puts in its place
     * @param last the last good close
     */
    abstract Bar of(Bar bar, Bar other, double last);

    /** The bars [from, from + count) with this fault; the one before them is good. */
    List<Bar> window(List<Bar> bars, int from, int count, Random random) {
        List<Bar> shuffled = new ArrayList<>(bars.subList(from, from + count));
        Collections.shuffle(shuffled, random);
        List<Bar> faulty = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            faulty.add(
                    of(bars.get(from + i), shuffled.get(i), bars.get(from - 1).close()));
        }
        return faulty;
    }

    /** @param prices open, high, low, close */
    private static Bar with(Bar bar, double[] prices, double volume, int ticks) {
        return new Bar(
                bar.instrument(), bar.start(), bar.end(), prices[0], prices[1], prices[2], prices[3], volume, ticks);
    }
}
