package io.credence.bnn.bench.vdp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much this process's resident memory grows at most while something runs; of Linux with glibc alone, NaN elsewhere. */
final class NativeMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path CLEAR = Path.of("/proc/self/clear_refs");

    private NativeMemory() {}

    /** In bytes. What was freed before is given back to the system first, so that it does not hide what is taken again. */
    static double peak(Runnable work) {
        if (!Files.isWritable(CLEAR)) {
            work.run();
            return Double.NaN;
        }
        System.gc();
        trim();
        try {
            Files.writeString(CLEAR, "5"); // the high-water mark falls to what is resident now
            double before = kibibytes("VmRSS:");
            work.run();
            return 1024 * (kibibytes("VmHWM:") - before);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void trim() {
        Linker linker = Linker.nativeLinker();
        linker.defaultLookup().find("malloc_trim").ifPresent(address -> {
            MethodHandle trim =
                    linker.downcallHandle(address, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG));
            try {
                int released = (int) trim.invokeExact(0L);
                assert released >= 0;
            } catch (Throwable e) {
                throw new IllegalStateException("malloc_trim cannot be called", e);
            }
        });
    }

    private static double kibibytes(String name) throws IOException {
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToDouble(Double::parseDouble)
                .findFirst()
                .orElse(Double.NaN);
    }
}
