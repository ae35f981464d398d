package io.credence.risk.registry;

import io.credence.forecasting.model.CorruptModelException;
import io.credence.forecasting.model.FittedModel;
import io.credence.risk.port.ModelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The registry as a folder: {@code ROOT/VERSION/manifest.json} and the version's files beside it. */
public final class FileRegistry implements ModelFiles {

    /** A plain file name, so that neither a version nor a file can point outside its folder. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:+-]{0,127}");

    private final Path root;

    /** @param root made when it is not there */
    public FileRegistry(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** Leaves a sound version alone and puts a corrupt one right. */
    @Override
    public String save(FittedModel fitted) {
        String version = name(fitted.version());
        fitted.files().keySet().forEach(FileRegistry::name);
        if (!isSound(version)) {
            new VersionWriter(root).write(Manifest.of(fitted), fitted.files(), () -> isSound(version));
        }
        return version;
    }

    @Override
    public FittedModel load(String version) {
        Path folder = root.resolve(name(version));
        Manifest manifest = manifest(folder, version);
        SortedMap<String, byte[]> files = new TreeMap<>();
        for (Manifest.Entry entry : manifest.files()) {
            files.put(entry.name(), content(folder, version, entry));
        }
        FittedModel fitted = new FittedModel(manifest.model(), files, manifest.provenance());
        if (!fitted.version().equals(version)) {
            throw new CorruptModelException(advised(version, folder + " holds the files of " + fitted.version()));
        }
        return fitted;
    }

    @Override
    public boolean remove(String version) {
        return new VersionWriter(root).remove(root.resolve(name(version)));
    }

    private boolean isSound(String version) {
        try {
            return load(version).version().equals(version);
        } catch (CorruptModelException e) {
            return false;
        }
    }

    private static Manifest manifest(Path folder, String version) {
        Path file = folder.resolve(Manifest.FILE);
        byte[] bytes = read(file, version);
        try {
            return Manifest.decode(bytes);
        } catch (IOException e) {
            throw new CorruptModelException(advised(version, file + " is not a manifest: " + e.getMessage()), e);
        }
    }

    private static byte[] content(Path folder, String version, Manifest.Entry expected) {
        Path file = folder.resolve(name(expected.name()));
        byte[] bytes = read(file, version);
        Manifest.Entry found = Manifest.Entry.of(expected.name(), bytes);
        if (!found.equals(expected)) {
            throw new CorruptModelException(
                    advised(version, file + " has " + found.size() + "; its manifest says " + expected.size()));
        }
        return bytes;
    }

    private static byte[] read(Path file, String version) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new CorruptModelException(advised(version, "there is no file " + file), e);
        } catch (IOException e) {
            throw new CorruptModelException(advised(version, file + " cannot be read: " + e.getMessage()), e);
        }
    }

    private static String advised(String version, String found) {
        return "model version " + version + ": " + found + ". Maybe restore the folder from a copy, see that"
                + " CREDENCE_REGISTRY names the right one, or run ./credence retrain.";
    }

    private static String name(String name) {
        if (!NAME.matcher(name).matches() || name.equals(Manifest.FILE)) {
            throw new IllegalArgumentException("the registry cannot hold the name '" + name
                    + "'; it must be 1 to 128 letters, digits and ._:+- that begin with a letter or digit");
        }
        return name;
    }
}
