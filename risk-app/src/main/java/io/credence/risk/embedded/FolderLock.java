package io.credence.risk.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A folder as one server process has it. A supervisor that was killed and is started again at once finds its earlier
 * servers still stopping; the new ones wait for them here. The lock is the kernel's and goes with the process.
 */
final class FolderLock {

    /** Held for the life of the process. */
    private static @Nullable FileLock held;

    private FolderLock() {}

    /** Waits until no other server has the folder. */
    static synchronized void await(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        held = channel.lock();
    }
}
