package io.credence.bnn.network;

/** A trained network: an immutable value of plain arrays. */
public final class SequenceNetwork {

    SequenceNetwork() {}

    /** Features per row. */
    public int inputs() {
        throw new UnsupportedOperationException("not built yet");
    }

    public int horizons() {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Bytes of one row's recurrent state. */
    public int stateBytes() {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Makes it ready to run on the CPU. The caller closes the session. */
    public NetworkSession open() {
        return new NetworkSession(this);
    }
}
