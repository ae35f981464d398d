package io.credence.risk.registry;

import io.credence.risk.config.CredenceConfig;
import io.credence.risk.port.ModelFiles;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** The registry that the configuration names: a folder, or a bucket of an S3-compatible store. */
public final class Registries {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration TO_CONNECT = Duration.ofSeconds(5);

    private Registries() {}

    public static ModelFiles of(CredenceConfig config) {
        String place = config.registry();
        return S3Location.isMeant(place)
                ? new S3Registry(client(config.s3()), S3Location.parse(place))
                : new FileRegistry(Path.of(place));
    }

    /**
     * Plain requests, which every compatible store understands: buckets in the path, and neither the chunked bodies nor the checksums that
     * Amazon's own has added since. Files are held against the sums of their manifest in any case.
     */
    static S3Client client(CredenceConfig.S3 s3) {
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(s3.region()))
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
                .overrideConfiguration(calls -> calls.apiCallTimeout(PATIENCE))
                .httpClientBuilder(UrlConnectionHttpClient.builder().connectionTimeout(TO_CONNECT))
                .credentialsProvider(credentials(s3));
        return s3.endpoint()
                .map(endpoint -> builder.endpointOverride(URI.create(endpoint)))
                .orElse(builder)
                .build();
    }

    private static AwsCredentialsProvider credentials(CredenceConfig.S3 s3) {
        if (s3.accessKey().isPresent() != s3.secretKey().isPresent()) {
            throw new IllegalArgumentException(
                    "credence.s3.access-key and credence.s3.secret-key must be given together."
                            + " Maybe one of CREDENCE_S3_ACCESS_KEY and CREDENCE_S3_SECRET_KEY is missing?");
        }
        return s3.accessKey()
                .<AwsCredentialsProvider>map(key -> StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(key, s3.secretKey().orElseThrow())))
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }
}
