package io.credence.risk.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder of a run: kept, or gone with it. One demo at a time has it. */
final class RunFolder implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    static final String RUN = "run.json";

    private final Path folder;
    private final boolean kept;
    private final FileChannel channel;
    private volatile boolean spared;

    private RunFolder(Path folder, boolean kept, FileChannel channel) {
        this.folder = folder;
        this.kept = kept;
        this.channel = channel;
    }

    /** @param keep null for a new temporary folder */
    static RunFolder open(@Nullable Path keep) {
        try {
            Path folder = keep == null ? Files.createTempDirectory("credence-demo-") : keep.toAbsolutePath();
            Files.createDirectories(folder);
            return new RunFolder(folder, keep != null, locked(folder));
        } catch (IOException e) {
            throw new DemoException(
                    "the run's folder cannot be used: " + e + ". Maybe name another one with --keep.", e);
        }
    }

    /** The lock is the kernel's: it goes with the process, however that ends. */
    private static FileChannel locked(Path folder) throws IOException {
        FileChannel channel = FileChannel.open(
                folder.resolve("supervisor.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new DemoException(folder + " is in use by another demo. Maybe end that one, or name another folder.");
        }
        return channel;
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    boolean isKept() {
        return kept;
    }

    /** What {@code run.json} says, empty before the first run. */
    Map<String, Object> read() {
        Path file = folder.resolve(RUN);
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            Map<String, Object> values = new LinkedHashMap<>();
            JSON.readTree(file.toFile())
                    .properties()
                    .forEach(field -> values.put(
                            field.getKey(),
                            field.getValue().isNumber()
                                    ? (Object) field.getValue().longValue()
                                    : field.getValue().asText()));
            return values;
        } catch (IOException e) {
            throw new DemoException(
                    file + " cannot be read: " + e.getMessage() + ". Maybe name another folder with --keep.", e);
        }
    }

    void write(Map<String, Object> values) {
        Path file = folder.resolve(RUN);
        try {
            Path fresh = folder.resolve(RUN + ".new");
            JSON.writerWithDefaultPrettyPrinter().writeValue(fresh.toFile(), values);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new DemoException(file + " cannot be written: " + e.getMessage() + ". Maybe the disk is full.", e);
        }
    }

    /** Leaves the folder where it is: its logs say what went wrong. */
    void spare() {
        spared = true;
    }

    /** Lets go of the folder, and removes it when it is not kept. */
    @Override
    public void close() {
        try {
            channel.close();
            if (!kept && !spared) {
                remove();
            }
        } catch (IOException e) {
            throw new DemoException(folder + " could not be removed: " + e, e);
        }
    }

    private void remove() throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(folder)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
