package io.credence.risk.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credence.risk.config.CredenceConfig;
import io.credence.risk.config.Environment;
import io.credence.risk.port.ModelFiles;
import io.credence.risk.port.StoreUnavailableException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

class S3RegistryTest extends ModelFilesContract {

    private static final String BUCKET = "models";
    private static final String PREFIX = "of/credence/";

    private static S3Server server;
    private static S3Client client;

    @BeforeAll
    static void start() {
        server = S3Server.start();
        client = Registries.client(config("s3://" + BUCKET, S3Server.SECRET).s3());
        client.createBucket(request -> request.bucket(BUCKET));
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @BeforeEach
    void empty() {
        keys().forEach(key ->
                client.deleteObject(request -> request.bucket(BUCKET).key(key)));
    }

    private static List<String> keys() {
        return client.listObjectsV2(request -> request.bucket(BUCKET)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    @Override
    ModelFiles files() {
        return Registries.of(config("s3://" + BUCKET + "/of/credence", S3Server.SECRET));
    }

    private static CredenceConfig config(String registry, String secret) {
        Map<String, String> options = new HashMap<>();
        options.put("credence.registry", registry);
        options.put("credence.s3.endpoint", server.endpoint().toString());
        options.put("credence.s3.access-key", S3Server.KEY);
        options.put("credence.s3.secret-key", secret);
        return Environment.read(options);
    }

    @Override
    void write(String version, String file, String content) {
        client.putObject(
                request -> request.bucket(BUCKET).key(PREFIX + version + "/" + file), RequestBody.fromString(content));
    }

    @Override
    void delete(String version, String file) {
        client.deleteObject(request -> request.bucket(BUCKET).key(PREFIX + version + "/" + file));
    }

    @Override
    String place(String version, String file) {
        return "s3://" + BUCKET + "/" + PREFIX + version + "/" + file;
    }

    @Override
    List<String> names() {
        return keys().stream()
                .map(key -> key.substring(PREFIX.length()).split("/")[0])
                .distinct()
                .sorted()
                .toList();
    }

    /** A writer that dies before the manifest leaves no version, and the next one completes it. */
    @Test
    void filesWithoutAManifestAreNoVersion() {
        write(MODEL.version(), "weights.bin", "weights of a mo");

        files().save(MODEL);

        assertThat(files().load(MODEL.version()).version()).isEqualTo(MODEL.version());
    }

    @Test
    void whatMayNotBeReadOrIsNotThereIsNoCorruptVersion() {
        String version = files().save(MODEL);
        ModelFiles stranger = Registries.of(config("s3://" + BUCKET, "a wrong secret"));
        assertThatThrownBy(() -> stranger.load(version))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("CREDENCE_S3_SECRET_KEY")
                .hasMessageNotContaining("a wrong secret");
        assertThatThrownBy(() -> stranger.save(MODEL)).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> stranger.remove(version)).isInstanceOf(UncheckedIOException.class);

        ModelFiles elsewhere = Registries.of(config("s3://not-there", S3Server.SECRET));
        assertThatThrownBy(() -> elsewhere.save(MODEL))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("s3://not-there/")
                .hasMessageContaining("Maybe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3:", "s3://", "s3://B", "s3:/models", "s3://models//x y"})
    void refusesABucketThatIsNone(String registry) {
        assertThatThrownBy(() -> Registries.of(config(registry, S3Server.SECRET)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(registry)
                .hasMessageContaining("s3://BUCKET/PREFIX");
    }

    @Test
    void aKeyWithoutItsSecretIsRefused() {
        CredenceConfig half =
                Environment.read(Map.of("credence.registry", "s3://models", "credence.s3.access-key", "k"));
        assertThatThrownBy(() -> Registries.of(half))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be given together");
    }
}
