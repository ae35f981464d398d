package io.credence.bnn.engine;

import ai.djl.engine.EngineException;
import java.util.Locale;
import java.util.function.Supplier;

/** Says what native memory was wanted for when there is none left. */
public final class NativeMemory {

    private NativeMemory() {}

    /**
     * Does work that asks the engine for memory. What it holds in scopes and managers of its own is given back on the way out.
     *
     * @param what for, with sizes, as {@code a prediction of 10 rows under 100 draws}
     * @throws OutOfNativeMemoryException when the engine cannot have the memory
     */
    public static <T> T guard(Supplier<String> what, Supplier<T> work) {
        try {
            return work.get();
        } catch (EngineException failed) {
            if (isExhausted(failed)) {
                throw new OutOfNativeMemoryException(what.get(), failed);
            }
            throw failed;
        }
    }

    /** The engine has no type for it: on the CPU it says "can't allocate memory", on a GPU "out of memory". */
    private static boolean isExhausted(EngineException failed) {
        String message = String.valueOf(failed.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("allocate memory") || message.contains("out of memory");
    }
}
