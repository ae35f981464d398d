package io.credence.bnn.engine;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;

/**
 * Asks MKL for results that do not depend on where operands lie in memory. MKL reads its mode from the process's environment when
 * it is first used, and the engine has no call for it, so the variable is set through the C library, which is where MKL looks. A
 * value that the user has set stands.
 *
 * @see <a href="https://www.intel.com/content/www/us/en/docs/onemkl/developer-guide-linux/2025-0/numerical-reproducibility-conditions.html">
 *     conditional numerical reproducibility</a>
 */
final class Reproducibility {

    static final String VARIABLE = "MKL_CBWR";

    /** The best code for this processor, whatever the alignment. */
    private static final String MODE = "AUTO,STRICT";

    private static final boolean ASKED = set();

    private Reproducibility() {}

    /** Does its work once a process, before the engine loads. */
    static void ask() {
        if (!ASKED) {
            throw new IllegalStateException("the C library refused to set " + VARIABLE + "=" + MODE
                    + ". Maybe set it in the environment before the start?");
        }
    }

    /** What MKL finds in the environment. */
    static String mode() {
        String given = System.getenv(VARIABLE);
        return given == null ? MODE : given;
    }

    @SuppressWarnings("restricted") // the launcher grants native access, which the engine needs too
    private static boolean set() {
        Linker linker = Linker.nativeLinker();
        MemorySegment setenv = linker.defaultLookup().find("setenv").orElse(MemorySegment.NULL);
        if (setenv.equals(MemorySegment.NULL)) {
            return true; // no POSIX system: the engine there is not built on MKL
        }
        try (Arena arena = Arena.ofConfined()) {
            int failed =
                    (int) linker.downcallHandle(setenv, FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT))
                            .invokeExact(arena.allocateFrom(VARIABLE), arena.allocateFrom(mode()), 0);
            return failed == 0;
        } catch (Throwable impossible) {
            throw new LinkageError("setenv could not be called", impossible);
        }
    }
}
