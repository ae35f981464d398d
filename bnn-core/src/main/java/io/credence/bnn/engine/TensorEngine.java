package io.credence.bnn.engine;

/** The engine of this process. */
public final class TensorEngine {

    private TensorEngine() {}

    /** The facts for a provenance. Loads the engine when it is not loaded yet (about a second). */
    public static EngineInfo info() {
        throw new UnsupportedOperationException("not built yet");
    }
}
