package io.credence.forecasting.series;

import io.credence.forecasting.market.Bar;
import io.credence.forecasting.market.Instrument;
import java.util.List;

/** One instrument's closed bars in time order. */
public record BarSeries(Instrument instrument, List<Bar> bars) {

    public BarSeries {
        bars = List.copyOf(bars);
        for (int i = 1; i < bars.size(); i++) {
            if (!bars.get(i - 1).end().isBefore(bars.get(i).end())) {
                throw new IllegalArgumentException("bars of " + instrument.name() + " end at "
                        + bars.get(i - 1).end() + " and then " + bars.get(i).end() + "; they must be in time order");
            }
        }
    }
}
