package io.credence.risk.demo;

import io.credence.forecasting.market.PriceTick;
import io.credence.forecasting.market.Trade;
import io.credence.risk.messaging.TickPublisher;
import java.util.HashMap;
import java.util.Map;

/**
 * Which trades of the stream are on the topic already. Each partition has the beginning of its own part of the stream, up to
 * the tick that stands last on it.
 */
final class Resume {

    private final Map<Integer, PriceTick> last;
    private final int partitions;

    /** @param last the last tick of each partition that has one */
    Resume(Map<Integer, PriceTick> last, int partitions) {
        this.last = new HashMap<>(last);
        this.partitions = partitions;
    }

    /** To be asked for each trade in the stream's order. */
    boolean isPublished(Trade trade) {
        int partition = TickPublisher.partition(trade.instrument(), partitions);
        PriceTick tick = last.get(partition);
        if (tick == null) {
            return false;
        }
        if (tick.sequence() == trade.sequence() && tick.instrument().equals(trade.instrument())) {
            last.remove(partition);
        }
        return true;
    }
}
