package io.credence.bnn.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.nn.Blocks;
import io.credence.bnn.network.Backbone;
import io.credence.bnn.network.Networks;
import io.credence.bnn.network.SequenceNetwork;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {

    private final SequenceNetwork network = named();

    @Test
    void readsWhatItWrote() {
        byte[] bytes = Checkpoint.write(network);
        SequenceNetwork read = Checkpoint.read(bytes);
        assertThat(read.parameters()).isEqualTo(network.parameters());
        assertThat(read.provenance()).isEqualTo(network.provenance());
        assertThat(read.spec().slots()).hasSameSizeAs(network.spec().slots());
        assertThat(read.stateBytes()).isEqualTo(network.stateBytes());
        assertThat(Checkpoint.write(read)).isEqualTo(bytes);
    }

    @Test
    void isSafeTensors() {
        ByteBuffer bytes = ByteBuffer.wrap(Checkpoint.write(network)).order(ByteOrder.LITTLE_ENDIAN);
        long header = bytes.getLong();
        assertThat(header % 8).isZero();
        byte[] json = new byte[(int) header];
        bytes.get(json);
        assertThat(new String(json, StandardCharsets.UTF_8))
                .startsWith("{\"__metadata__\":{")
                .contains(
                        "\"dtype\":\"F32\"",
                        "\"head.weight.mean\"",
                        "\"seed\":\"7\"".replace("seed", "provenance.seed"));
        assertThat(bytes.remaining()).isEqualTo(4 * network.parameters().length);
    }

    @Test
    void aForeignBackboneIsGivenByItsMaker() {
        byte[] bytes = Checkpoint.write(Networks.identity(3, 1, 2));
        assertThatThrownBy(() -> Checkpoint.read(bytes)).hasMessageContaining("backbone block");
        SequenceNetwork read = Checkpoint.read(bytes, Backbone.of(Blocks.identityBlock(), 3, 3));
        assertThat(read.parameters()).isEqualTo(Networks.identity(3, 1, 2).parameters());
        assertThatThrownBy(() -> Checkpoint.read(bytes, Backbone.of(Blocks.identityBlock(), 4, 4)))
                .isInstanceOf(CorruptCheckpointException.class)
                .hasMessageContaining("head.weight.mean of shape [3, 3]");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 100, 1000, -1, -4, -400})
    void refusesBytesCutShort(int length) {
        byte[] bytes = Checkpoint.write(network);
        byte[] cut = Arrays.copyOf(bytes, length < 0 ? bytes.length + length : length);
        assertThatThrownBy(() -> Checkpoint.read(cut))
                .isInstanceOf(CorruptCheckpointException.class)
                .hasMessageContaining("Maybe the file was cut short");
    }

    /** Wherever one bit flips, reading fails with a reason, or the bit meant nothing (a space of the header's padding). */
    @Test
    void noticesFlippedBits() {
        byte[] bytes = Checkpoint.write(network);
        UniformRandomProvider random = Networks.random(5);
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            refused += refuses(damaged) ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(290);
    }

    @Test
    void refusesANewerVersion() {
        byte[] bytes = replaced(Checkpoint.write(network), "\"version\":\"1\"", "\"version\":\"3\"");
        assertThatThrownBy(() -> Checkpoint.read(bytes))
                .isInstanceOf(CorruptCheckpointException.class)
                .hasMessageContaining("version 3")
                .hasMessageContaining("newer Credence");
    }

    @Test
    void refusesOtherFiles() {
        byte[] text = "PK\3\4 this is a zip of some kind".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Checkpoint.read(text)).isInstanceOf(CorruptCheckpointException.class);
        byte[] other = new SafeTensors(new TreeMap<>(), new TreeMap<>()).write();
        assertThatThrownBy(() -> Checkpoint.read(other)).hasMessageContaining("format null");
    }

    private boolean refuses(byte[] damaged) {
        try {
            assertThat(Checkpoint.read(damaged).parameters()).isEqualTo(network.parameters());
            return false;
        } catch (CorruptCheckpointException expected) {
            return true;
        }
    }

    private static byte[] replaced(byte[] bytes, String from, String to) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static SequenceNetwork named() {
        SequenceNetwork plain = Networks.lstm(4, 2, 3);
        TreeMap<String, String> provenance = new TreeMap<>();
        provenance.put("seed", "7");
        return SequenceNetwork.of(plain.spec(), plain.parameters(), provenance);
    }
}
