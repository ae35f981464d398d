package io.credence.bnn.checkpoint;

import io.credence.bnn.network.SequenceNetwork;

/** A network as bytes. Equal networks give equal bytes. */
public final class Checkpoint {

    private Checkpoint() {}

    /** All that is needed to run the network. */
    public static byte[] write(SequenceNetwork network) {
        throw new UnsupportedOperationException("not built yet: " + network);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws CorruptCheckpointException when the bytes are damaged, of another format or of a newer version
     */
    public static SequenceNetwork read(byte[] bytes) {
        throw new UnsupportedOperationException("not built yet: " + bytes.length);
    }
}
