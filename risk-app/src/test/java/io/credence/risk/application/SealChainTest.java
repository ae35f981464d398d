package io.credence.risk.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.credence.risk.port.ForecastKey;
import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.PartitionId;
import io.credence.risk.port.Seal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class SealChainTest {

    private static final PartitionId PARTITION = new PartitionId("cluster", "topic", 0);
    private static final Instant START = Instant.parse("2013-11-25T00:00:00Z");
    private static final String RUNTIME = "jvm 25, 1 thread";

    /** By hashlib of Python 3: sha256(b"credence seals\ncluster\ntopic\n0"). */
    @Test
    void beginsWithThePartitionsName() {
        assertThat(hex(SealChain.start(PARTITION)))
                .isEqualTo("2c6a953c904f1eb813526e73ea45b62e31d5f4039cea1b390942b762e3207a03");
        assertThat(SealChain.start(new PartitionId("cluster", "topic", 1))).isNotEqualTo(SealChain.start(PARTITION));
    }

    /** By hashlib and struct of Python 3, format {@code >qqqqiqi} and lengths as {@code >i}. */
    @Test
    void aLinkHashesWhatIsSaid() {
        byte[] hash = new byte[32];
        for (int i = 0; i < hash.length; i++) {
            hash[i] = (byte) i;
        }
        ForecastRow row = row(new UUID(1, 2), "A", 1, 1, 1000, hash, RUNTIME);
        Seal seal = SealChain.seal(PARTITION, 1, SealChain.start(PARTITION), List.of(row));
        assertThat(hex(seal.head())).isEqualTo("7b1111af505f8d6af92165c76d3019972450bc5958f5744c5c7828f1f5c96568");
    }

    @Test
    void whereCommitsCutTheSequenceMakesNoDifference() {
        List<ForecastRow> rows = rows(40);
        byte[] whole =
                SealChain.seal(PARTITION, 1, SealChain.start(PARTITION), rows).head();
        Random random = new Random(5);
        for (int trial = 0; trial < 20; trial++) {
            byte[] head = SealChain.start(PARTITION);
            for (int from = 0; from < rows.size(); ) {
                int until = endOfRecord(rows, Math.min(rows.size(), from + 1 + random.nextInt(12)));
                List<ForecastRow> batch = new ArrayList<>(rows.subList(from, until));
                Collections.shuffle(batch, random);
                head = SealChain.seal(PARTITION, 1, head, batch).head();
                from = until;
            }
            assertThat(head).isEqualTo(whole);
        }
    }

    /** A commit holds a record's bars all or not at all. */
    private static int endOfRecord(List<ForecastRow> rows, int until) {
        int end = until;
        while (end < rows.size()
                && rows.get(end).source().offset() == rows.get(end - 1).source().offset()) {
            end++;
        }
        return end;
    }

    @Test
    void aRowLeftOutAddedOrMovedMakesAnotherHead() {
        List<ForecastRow> rows = rows(9);
        byte[] head = head(rows);
        for (int i = 0; i < rows.size(); i++) {
            List<ForecastRow> without = new ArrayList<>(rows);
            ForecastRow gone = without.remove(i);
            assertThat(head(without)).as("without row %d", i).isNotEqualTo(head);
            without.add(row(
                    gone.id(),
                    gone.key().instrument(),
                    gone.key().horizon(),
                    1,
                    gone.source().offset() + 100,
                    gone.valueHash(),
                    RUNTIME));
            assertThat(head(without)).as("row %d moved", i).isNotEqualTo(head);
        }
        List<ForecastRow> more = new ArrayList<>(rows);
        more.add(row(new UUID(7, 7), "Z", 1, 1, 1000, new byte[32], RUNTIME));
        assertThat(head(more)).isNotEqualTo(head);
    }

    @Test
    void oneByteOfAnythingMakesAnotherHead() {
        ForecastRow row = rows(1).getFirst();
        byte[] head = head(List.of(row));
        byte[] hash = row.valueHash().clone();
        hash[31] ^= 1;
        assertThat(head(List.of(row(row.id(), "A", 1, 1, 1000, hash, RUNTIME)))).isNotEqualTo(head);
        assertThat(head(List.of(row(row.id(), "A", 1, 1, 1000, row.valueHash(), "jvm 26, 1 thread"))))
                .isNotEqualTo(head);
        assertThat(head(List.of(row(row.id(), "A", 1, 2, 1000, row.valueHash(), RUNTIME))))
                .isNotEqualTo(head);
        assertThat(head(List.of(row(new UUID(9, 9), "A", 1, 1, 1000, row.valueHash(), RUNTIME))))
                .isNotEqualTo(head);
        assertThat(head(List.of(row(row.id(), "A", 1, 1, 1000, row.valueHash(), RUNTIME))))
                .isEqualTo(head);
    }

    @Test
    void aSealSaysWhereItsForecastsLie() {
        Seal seal = SealChain.seal(PARTITION, 4, SealChain.start(PARTITION), rows(7));
        assertThat(seal.number()).isEqualTo(4);
        assertThat(seal.forecasts()).isEqualTo(7);
        assertThat(seal.span()).isEqualTo(new Seal.Span(1000, 1002, START.plusSeconds(60), START.plusSeconds(180)));
    }

    @Test
    void withoutForecastsThereIsNoSeal() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> SealChain.seal(PARTITION, 1, SealChain.start(PARTITION), List.of()))
                .withMessageContaining("needs forecasts");
    }

    private static byte[] head(List<ForecastRow> rows) {
        return SealChain.seal(PARTITION, 1, SealChain.start(PARTITION), rows).head();
    }

    /** Three horizons of each bar, a record a bar. */
    private static List<ForecastRow> rows(int count) {
        Random random = new Random(count);
        List<ForecastRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] hash = new byte[32];
            random.nextBytes(hash);
            rows.add(row(
                    new UUID(random.nextLong(), random.nextLong()),
                    "A",
                    1 + i % 3,
                    1 + i / 3,
                    1000 + i / 3,
                    hash,
                    RUNTIME));
        }
        return rows;
    }

    private static ForecastRow row(
            UUID id, String instrument, int horizon, int minute, long offset, byte[] hash, String runtime) {
        double[] none = {};
        Instant origin = START.plusSeconds(60L * minute);
        return new ForecastRow(
                id,
                new ForecastKey(instrument, "1m", horizon, ForecastKey.CHAMPION, origin),
                "ewma-1",
                100,
                new byte[0],
                new ForecastRow.Figures(0, 1, 0, none, none, none, none, none, none, none),
                new ForecastRow.Source(PARTITION, offset, origin.minusSeconds(60), runtime),
                hash);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
