package io.credence.risk.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.credence.forecasting.market.PriceTick;
import io.credence.forecasting.market.Trade;
import io.credence.risk.messaging.TickPublisher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResumeTest {

    private static final int PARTITIONS = 4;

    /** Whatever part of its stream each partition has, what is played then is the rest, once and in order. */
    @Test
    void everyPartitionGoesOnAfterItsLastTick() {
        Random random = new Random(42);
        for (int trial = 0; trial < 200; trial++) {
            List<Trade> stream = stream(random);
            Map<Integer, List<Trade>> parts = byPartition(stream);
            Map<Integer, PriceTick> last = new HashMap<>();
            Map<Integer, List<Trade>> wanted = new HashMap<>();
            parts.forEach((partition, trades) -> {
                int there = random.nextInt(trades.size() + 1);
                if (there > 0) {
                    last.put(partition, trades.get(there - 1));
                }
                wanted.put(partition, trades.subList(there, trades.size()));
            });
            wanted.values().removeIf(List::isEmpty);
            Resume resume = new Resume(last, PARTITIONS);
            List<Trade> played =
                    stream.stream().filter(trade -> !resume.isPublished(trade)).toList();
            assertThat(byPartition(played)).isEqualTo(wanted);
        }
    }

    private static List<Trade> stream(Random random) {
        long[] next = new long[5];
        List<Trade> stream = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            int name = random.nextInt(next.length);
            stream.add(new Trade("SYM" + name, "tape", ++next[name], Instant.ofEpochSecond(i), 1, 1));
        }
        return stream;
    }

    private static Map<Integer, List<Trade>> byPartition(List<Trade> trades) {
        Map<Integer, List<Trade>> parts = new HashMap<>();
        trades.forEach(trade -> parts.computeIfAbsent(
                        TickPublisher.partition(trade.instrument(), PARTITIONS), partition -> new ArrayList<>())
                .add(trade));
        return parts;
    }
}
