package io.credence.risk.registry;

import io.credence.forecasting.model.CorruptModelException;
import io.credence.forecasting.model.FittedModel;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads versions, wherever their files lie: the manifest first, then each file against its length and sum. */
final class VersionFiles {

    /** A plain file name, so that neither a version nor a file can point outside its folder. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:+-]{0,127}");

    private final Place place;

    VersionFiles(Place place) {
        this.place = place;
    }

    /** Where files lie. */
    interface Place {

        /** @throws NoSuchFileException when there is none */
        byte[] read(String version, String file) throws IOException;

        /** How a person finds a file; a version's folder for the empty name. */
        String name(String version, String file);
    }

    FittedModel load(String version) {
        checked(version);
        Manifest manifest = manifest(version);
        SortedMap<String, byte[]> files = new TreeMap<>();
        for (Manifest.Entry entry : manifest.files()) {
            files.put(entry.name(), content(version, entry));
        }
        FittedModel fitted = new FittedModel(manifest.model(), files, manifest.provenance());
        if (!fitted.version().equals(version)) {
            throw new CorruptModelException(
                    advised(version, place.name(version, "") + " holds the files of " + fitted.version()));
        }
        return fitted;
    }

    /** Whether all files are there and unchanged; the reason why not is {@link #load}'s to tell. */
    boolean isSound(String version) {
        try {
            return load(version).version().equals(version);
        } catch (CorruptModelException e) {
            return false;
        }
    }

    private Manifest manifest(String version) {
        byte[] bytes = read(version, Manifest.FILE);
        try {
            return Manifest.decode(bytes);
        } catch (IOException e) {
            throw new CorruptModelException(
                    advised(version, place.name(version, Manifest.FILE) + " is not a manifest: " + e.getMessage()), e);
        }
    }

    private byte[] content(String version, Manifest.Entry expected) {
        byte[] bytes = read(version, checked(expected.name()));
        Manifest.Entry found = Manifest.Entry.of(expected.name(), bytes);
        if (!found.equals(expected)) {
            throw new CorruptModelException(advised(
                    version,
                    place.name(version, expected.name()) + " has " + found.size() + "; its manifest says "
                            + expected.size()));
        }
        return bytes;
    }

    private byte[] read(String version, String file) {
        try {
            return place.read(version, file);
        } catch (NoSuchFileException e) {
            throw new CorruptModelException(advised(version, "there is no file " + place.name(version, file)), e);
        } catch (IOException e) {
            throw new CorruptModelException(
                    advised(version, place.name(version, file) + " cannot be read: " + e.getMessage()), e);
        }
    }

    private static String advised(String version, String found) {
        return "model version " + version + ": " + found + ". Maybe restore the folder from a copy, see that"
                + " CREDENCE_REGISTRY names the right one, or run ./credence retrain.";
    }

    /** The versions and files of a model by names that can be kept. */
    static String checked(FittedModel fitted) {
        fitted.files().keySet().forEach(VersionFiles::checked);
        return checked(fitted.version());
    }

    static String checked(String name) {
        if (!NAME.matcher(name).matches() || name.equals(Manifest.FILE)) {
            throw new IllegalArgumentException("the registry cannot hold the name '" + name
                    + "'; it must be 1 to 128 letters, digits and ._:+- that begin with a letter or digit");
        }
        return name;
    }
}
