package io.credence.bnn.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The engine of this process, and the rules of its threads.
 *
 * <p>One intra-op thread, always: a product split over threads adds in another order, and replay needs equal bits. Grad mode is
 * a flag of each native thread, so every entry to tensor code sets it; a virtual thread would leave it behind on its carrier,
 * so virtual threads are refused.
 *
 * <p>MKL is told to be reproducible ({@code MKL_CBWR}) before it loads. On its own it lets a product's last bits depend on where
 * the operands lie in memory: on an AMD EPYC a row's bits then differed between two calls in spite of equal tiles.
 */
public final class TensorEngine {

    /** Threads per operation. */
    public static final int INTRA_OP_THREADS = 1;

    private TensorEngine() {}

    /** The facts for a provenance. Loads the engine when it is not loaded yet (about a second). */
    public static EngineInfo info() {
        return info(Device.cpu());
    }

    /** As {@link #info()}, for what ran on another device. */
    public static EngineInfo info(Device device) {
        Engine engine = engine();
        JniUtils.setNumThreads(INTRA_OP_THREADS);
        return new EngineInfo(
                engine.getEngineName(),
                engine.getVersion(),
                device.toString().replace("()", ""),
                JniUtils.getNumThreads(),
                CpuCapability.HERE);
    }

    /** As {@link #info()}, for training that takes the first accelerator it finds. */
    public static EngineInfo trainingInfo() {
        return info(accelerator());
    }

    /** The first accelerator that the engine finds, else the CPU. */
    public static Device accelerator() {
        Engine engine = engine();
        return engine.getGpuCount() > 0 ? Device.gpu() : Device.cpu();
    }

    /**
     * Makes this thread ready for tensor code. To be called at every entry.
     *
     * @param gradients whether operations are recorded for a backward pass
     * @throws IllegalStateException on a virtual thread
     */
    public static void enter(boolean gradients) {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("tensor code was called on the virtual thread " + Thread.currentThread()
                    + "; it runs on platform threads only. Maybe hand the call to a fixed pool?");
        }
        engine();
        JniUtils.setNumThreads(INTRA_OP_THREADS);
        JniUtils.setGradMode(gradients);
    }

    private static Engine engine() {
        Reproducibility.ask();
        return Engine.getInstance();
    }

    /** What the kernels were compiled for that this processor has; the engine itself tells nobody. */
    private static final class CpuCapability {

        private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

        /** Asked once: it does not change, and provenance is asked for often. */
        private static final String HERE = detect();

        private static String detect() {
            String forced = System.getenv("ATEN_CPU_CAPABILITY");
            return forced == null ? ofFlags(flags()) : forced.toUpperCase(Locale.ROOT);
        }

        /** The rule of c10's dispatcher: AVX512 needs VL, BW and DQ too; AVX2 needs FMA. */
        private static String ofFlags(Set<String> flags) {
            if (flags.containsAll(Set.of("avx512f", "avx512vl", "avx512bw", "avx512dq"))) {
                return "AVX512";
            }
            return flags.containsAll(Set.of("avx2", "fma")) ? "AVX2" : "DEFAULT";
        }

        private static Set<String> flags() {
            try (var lines = Files.lines(CPU_INFO)) {
                return lines.filter(line -> line.startsWith("flags"))
                        .findFirst()
                        .map(line -> (Set<String>) new HashSet<>(Arrays.asList(line.split("\\s+"))))
                        .orElse(Set.of());
            } catch (IOException noSuchFile) {
                return Set.of("unknown");
            }
        }
    }
}
