package io.credence.risk.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Writes a version's folder so that a reader, or a crash at any moment, sees it whole or not at all: the files go to a
 * folder of another name on the same file system, are forced to the disk, and the folder is renamed.
 */
final class VersionWriter {

    private static final String PARTIAL = ".partial-";
    private static final Duration STALE = Duration.ofHours(1);
    private static final int ATTEMPTS = 3;
    private static final Logger LOG = Logger.getLogger(VersionWriter.class);

    private final Path root;

    VersionWriter(Path root) {
        this.root = root;
    }

    /**
     * @param sound whether the version that is there already is whole
     */
    void write(Manifest manifest, Map<String, byte[]> files, BooleanSupplier sound) {
        Path partial = temporary(manifest.version());
        try {
            Files.createDirectories(partial);
            sweep(Instant.now().minus(STALE));
            fill(partial, manifest, files);
            publish(partial, root.resolve(manifest.version()), sound);
        } catch (IOException e) {
            throw new UncheckedIOException(failure(manifest, e), e);
        } finally {
            delete(partial);
        }
    }

    private Path temporary(String version) {
        return root.resolve(PARTIAL + version + "-" + UUID.randomUUID());
    }

    private static void fill(Path folder, Manifest manifest, Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            force(folder.resolve(file.getKey()), file.getValue());
        }
        force(folder.resolve(Manifest.FILE), manifest.encode());
        forceFolder(folder);
    }

    /** Where a folder is in the way, it is another writer's of the same version and as good, or corrupt and goes. */
    private void publish(Path partial, Path folder, BooleanSupplier sound) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
                break;
            } catch (FileSystemException e) {
                if (attempt == ATTEMPTS || !Files.isDirectory(folder)) {
                    throw e;
                }
                if (sound.getAsBoolean()) {
                    return;
                }
                setAside(folder);
            }
        }
        forceFolder(root);
    }

    /** @return whether it was there */
    boolean remove(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try {
            setAside(folder);
            forceFolder(root);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    folder + " cannot be removed: " + e + ". Maybe see who may write under " + root, e);
        }
    }

    private void setAside(Path folder) throws IOException {
        Path aside = temporary(folder.getFileName().toString());
        try {
            Files.move(folder, aside, StandardCopyOption.ATOMIC_MOVE);
            delete(aside);
        } catch (NoSuchFileException e) {
            LOG.debugf("another writer has moved %s already", folder);
        }
    }

    private String failure(Manifest manifest, IOException cause) {
        long bytes = manifest.files().stream().mapToLong(Manifest.Entry::length).sum();
        return "model version " + manifest.version() + " of " + bytes + " bytes cannot be written under " + root + ": "
                + cause + "; " + root.toFile().getUsableSpace() + " bytes are free there."
                + " Maybe free space, or let CREDENCE_REGISTRY name a folder that may be written.";
    }

    /** What killed writers left. */
    private void sweep(Instant before) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(root, PARTIAL + "*")) {
            for (Path folder : left) {
                if (isOlder(folder, before)) {
                    delete(folder);
                }
            }
        }
    }

    private static boolean isOlder(Path folder, Instant before) {
        long modified = folder.toFile().lastModified();
        return modified > 0 && modified < before.toEpochMilli();
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warnf("%s cannot be deleted and may be by hand: %s", folder, e);
        }
    }

    private static void force(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private static void forceFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
