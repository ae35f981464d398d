package io.credence.risk.persistence;

import static io.credence.risk.persistence.Sample.PARTITION;
import static io.credence.risk.persistence.Sample.SPEC;
import static io.credence.risk.persistence.Sample.bar;
import static io.credence.risk.persistence.Sample.batch;
import static io.credence.risk.persistence.Sample.forecast;
import static org.assertj.core.api.Assertions.assertThat;

import io.credence.risk.port.Position;
import io.credence.risk.port.PositionLostException;
import io.credence.risk.port.RiskQueries.Totals;
import io.credence.risk.testing.Database;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several processes that each believe to own the partition. */
class RivalsIT {

    /** Records of the partition; record n makes bar n and its forecast. */
    private static final int RECORDS = 120;

    private static final int RIVALS = 3;

    private Database database;

    @BeforeEach
    void open() {
        database = Database.fresh();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void everyRecordIsWrittenOnceWhoeverWins() throws Exception {
        CyclicBarrier start = new CyclicBarrier(RIVALS);
        List<Callable<Integer>> rivals = IntStream.range(0, RIVALS)
                .<Callable<Integer>>mapToObj(seed -> () -> new Rival(database, seed).run(start))
                .toList();
        int lost = 0;
        try (ExecutorService pool = Executors.newFixedThreadPool(RIVALS)) {
            for (Future<Integer> rival : pool.invokeAll(rivals)) {
                lost += rival.get();
            }
        }

        Totals totals = new JdbcRiskQueries(Connections.plain(database.address())).totals(SPEC);
        assertThat(totals.bars()).isEqualTo(RECORDS);
        assertThat(totals.forecasts()).isEqualTo(RECORDS);
        assertThat(totals.counters().ticks()).isEqualTo(RECORDS);
        assertThat(totals.replayed()).isZero();
        assertThat(totals.divergent()).isZero();
        assertThat(lost).as("commits that were refused").isGreaterThanOrEqualTo(RIVALS - 1);
    }

    /** Claims, commits until it loses the partition, and claims again. */
    private static final class Rival {

        private final JdbcStreamStore store;
        private final RandomGenerator random;

        Rival(Database database, int seed) {
            this.store = new JdbcStreamStore(Connections.plain(database.address()), "");
            this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        }

        /**
         * @param start where each waits with its first claim, so that all but one begin with an outdated one
         * @return how often it lost the partition
         */
        int run(CyclicBarrier start) throws InterruptedException, BrokenBarrierException {
            Position position = store.claim(PARTITION, 0);
            start.await();
            int lost = 0;
            while (position.nextOffset() < RECORDS) {
                try {
                    own(position);
                } catch (PositionLostException e) {
                    lost++;
                }
                position = store.claim(PARTITION, 0);
            }
            return lost;
        }

        private void own(Position position) {
            long from = position.nextOffset();
            while (from < RECORDS) {
                long to = Math.min(RECORDS, from + 1 + random.nextInt(4));
                int[] records = IntStream.rangeClosed((int) from + 1, (int) to).toArray();
                store.commit(batch(
                        position.claim(),
                        from,
                        to,
                        IntStream.of(records).mapToObj(n -> bar("A", n)).toList(),
                        IntStream.of(records).mapToObj(n -> forecast("A", 1, n)).toList(),
                        List.of()));
                from = to;
            }
        }
    }

    @Test
    void theSameMonthMayBeAskedForByAllAtOnce() throws Exception {
        Callable<Long> writer = () -> {
            new JdbcHistoryStore(Connections.plain(database.address()))
                    .append(SPEC, List.of(bar("A", 1), bar("A", 50_000), bar("A", 100_000)));
            return 1L;
        };
        try (ExecutorService pool = Executors.newFixedThreadPool(RIVALS)) {
            for (Future<Long> done :
                    pool.invokeAll(Stream.generate(() -> writer).limit(RIVALS).toList())) {
                assertThat(done.get()).isEqualTo(1);
            }
        }

        assertThat(database.count("bar")).isEqualTo(3);
    }
}
