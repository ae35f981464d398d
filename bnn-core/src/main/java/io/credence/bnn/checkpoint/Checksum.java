package io.credence.bnn.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.zip.CRC32C;

/** A checksum over a file's metadata and values, kept among the metadata: it finds damage that leaves the layout whole. */
final class Checksum {

    private static final String NAME = "crc32c";

    private Checksum() {}

    /** The file with its checksum. */
    static SafeTensors sealed(SortedMap<String, String> metadata, Map<String, SafeTensors.Tensor> tensors) {
        SafeTensors whole = new SafeTensors(metadata, tensors);
        metadata.put(NAME, of(whole));
        return whole;
    }

    /**
     * Refuses a file that was changed.
     *
     * @throws CorruptCheckpointException with both checksums
     */
    static void require(SafeTensors stored) {
        String expected = new Metadata(stored.metadata()).string(NAME);
        String found = of(stored);
        if (!found.equals(expected)) {
            throw SafeTensors.corrupt("has the checksum " + found + " but should have " + expected);
        }
    }

    /** Over all metadata but itself, and all values. */
    private static String of(SafeTensors tensors) {
        CRC32C crc = new CRC32C();
        tensors.metadata().forEach((name, value) -> {
            if (!name.equals(NAME)) {
                crc.update((name + "=" + value + "\n").getBytes(StandardCharsets.UTF_8));
            }
        });
        for (SafeTensors.Tensor tensor : tensors.tensors().values()) {
            ByteBuffer values = ByteBuffer.allocate(tensor.values().length * Float.BYTES);
            values.asFloatBuffer().put(tensor.values());
            crc.update(values);
        }
        return Long.toHexString(crc.getValue());
    }
}
