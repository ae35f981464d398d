package io.credence.risk.registry;

import io.credence.forecasting.model.FittedModel;
import io.credence.risk.port.ModelFiles;
import io.credence.risk.port.StoreUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The registry in a bucket of an S3-compatible store: {@code s3://BUCKET/PREFIX/VERSION/manifest.json} and the version's files beside it.
 *
 * <p>Objects cannot be renamed, so the manifest is written last and removed first: without it there is no version. Writers of one version
 * write the same files, since a version's name is their hash. Safe for use by several threads.
 */
public final class S3Registry implements ModelFiles, AutoCloseable {

    private final S3Client client;
    private final S3Location location;
    private final VersionFiles versions = new VersionFiles(new Bucket());

    S3Registry(S3Client client, S3Location location) {
        this.client = client;
        this.location = location;
    }

    /** Leaves a sound version alone and puts a corrupt one right. */
    @Override
    public String save(FittedModel fitted) {
        String version = VersionFiles.checked(fitted);
        try {
            if (!versions.isSound(version)) {
                fitted.files().forEach((name, content) -> put(version, name, content));
                put(version, Manifest.FILE, Manifest.of(fitted).encode());
            }
        } catch (SdkException | StoreUnavailableException e) {
            throw new UncheckedIOException(new IOException(
                    "model version " + version + " cannot be written to " + location.of(version, "") + ": "
                            + e.getMessage() + ". Maybe see that CREDENCE_REGISTRY names a bucket that is there and"
                            + " that CREDENCE_S3_ACCESS_KEY may write to.",
                    e));
        }
        return version;
    }

    private void put(String version, String file, byte[] content) {
        client.putObject(
                request -> request.bucket(location.bucket()).key(location.key(version, file)),
                RequestBody.fromBytes(content));
    }

    /** @throws StoreUnavailableException when the store cannot be asked: nothing is known of the version then */
    @Override
    public FittedModel load(String version) {
        return versions.load(version);
    }

    @Override
    public boolean remove(String version) {
        VersionFiles.checked(version);
        try {
            List<String> keys = keys(version);
            delete(location.key(version, Manifest.FILE));
            keys.forEach(this::delete);
            return !keys.isEmpty();
        } catch (SdkException e) {
            throw new UncheckedIOException(new IOException(
                    location.of(version, "") + " cannot be removed: " + e.getMessage()
                            + ". Maybe see what CREDENCE_S3_ACCESS_KEY may do.",
                    e));
        }
    }

    private List<String> keys(String version) {
        return client
                .listObjectsV2Paginator(
                        request -> request.bucket(location.bucket()).prefix(location.key(version, "")))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
    }

    private void delete(String key) {
        client.deleteObject(request -> request.bucket(location.bucket()).key(key));
    }

    @Override
    public void close() {
        client.close();
    }

    private final class Bucket implements VersionFiles.Place {

        @Override
        public byte[] read(String version, String file) throws IOException {
            try {
                return client.getObjectAsBytes(
                                request -> request.bucket(location.bucket()).key(location.key(version, file)))
                        .asByteArray();
            } catch (NoSuchKeyException e) {
                throw new NoSuchFileException(location.of(version, file));
            } catch (SdkException e) {
                throw new StoreUnavailableException(
                        location.of(version, file) + " could not be read: " + e.getMessage()
                                + ". Maybe correct CREDENCE_REGISTRY, CREDENCE_S3_ENDPOINT, CREDENCE_S3_ACCESS_KEY or"
                                + " CREDENCE_S3_SECRET_KEY.",
                        e);
            }
        }

        @Override
        public String name(String version, String file) {
            return location.of(version, file);
        }
    }
}
