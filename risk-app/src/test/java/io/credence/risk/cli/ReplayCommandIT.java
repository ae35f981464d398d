package io.credence.risk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.credence.risk.messaging.TickPublisher;
import io.credence.risk.messaging.TopicAdmin;
import io.credence.risk.testing.Broker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReplayCommandIT {

    @TempDir
    Path folder;

    private final StringWriter err = new StringWriter();

    @Test
    void publishesEachRowToItsInstrumentsPartition() throws IOException {
        String topic = Broker.newTopic("replay", 4);
        Path file = write("1385337613,BTCUSD,800.05,0.25\n1385337614,ETHUSD,9,1\n1385337615,BTCUSD,801,1\n");
        assertThat(replay(file, topic, Broker.bootstrap())).isZero();
        assertThat(ends(topic))
                .containsEntry(TickPublisher.partition("BTCUSD", 4), 2L)
                .containsEntry(TickPublisher.partition("ETHUSD", 4), 1L);
        assertThat(err.toString()).contains("3 ticks published to " + topic);
    }

    @Test
    void stopsAtABadLineAndSaysWhatWasPublished() throws IOException {
        String topic = Broker.newTopic("replay", 1);
        Path file = write("1385337613,BTCUSD,800.05,0.25\n1385337614,BTCUSD,none,1\n1385337615,BTCUSD,801,1\n");
        assertThat(replay(file, topic, Broker.bootstrap())).isEqualTo(1);
        assertThat(err.toString()).contains("line 3: price is 'none'", "The 1 rows before it were published");
        assertThat(ends(topic)).containsEntry(0, 1L);
    }

    @Test
    void saysThatATopicIsMissing() throws IOException {
        assertThat(replay(write("1385337613,BTCUSD,800.05,0.25\n"), "nowhere", Broker.bootstrap()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("nowhere", Broker.bootstrap(), "Maybe");
    }

    private Path write(String rows) throws IOException {
        return Files.writeString(folder.resolve("ticks.csv"), "timestamp,instrument,price,size\n" + rows);
    }

    private int replay(Path file, String topic, String bootstrap) {
        CommandLine line = Credence.commandLine().setErr(new PrintWriter(err, true));
        return line.execute("replay", file.toString(), "--topic", topic, "--speed", "max", "--bootstrap", bootstrap);
    }

    private static Map<Integer, Long> ends(String topic) {
        try (TopicAdmin admin = TopicAdmin.of(Broker.bootstrap())) {
            return admin.endOffsets(topic);
        }
    }
}
