package io.credence.risk.registry;

import io.credence.forecasting.model.FittedModel;
import io.credence.risk.port.ModelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The registry as a folder: {@code ROOT/VERSION/manifest.json} and the version's files beside it. */
public final class FileRegistry implements ModelFiles {

    private final Path root;
    private final VersionFiles versions = new VersionFiles(new Folders());

    /** @param root made when it is not there */
    public FileRegistry(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** Leaves a sound version alone and puts a corrupt one right. */
    @Override
    public String save(FittedModel fitted) {
        String version = VersionFiles.checked(fitted);
        if (!versions.isSound(version)) {
            new VersionWriter(root).write(Manifest.of(fitted), fitted.files(), () -> versions.isSound(version));
        }
        return version;
    }

    @Override
    public FittedModel load(String version) {
        return versions.load(version);
    }

    @Override
    public boolean remove(String version) {
        return new VersionWriter(root).remove(root.resolve(VersionFiles.checked(version)));
    }

    private final class Folders implements VersionFiles.Place {

        @Override
        public byte[] read(String version, String file) throws IOException {
            return Files.readAllBytes(root.resolve(version).resolve(file));
        }

        @Override
        public String name(String version, String file) {
            return root.resolve(version).resolve(file).toString();
        }
    }
}
