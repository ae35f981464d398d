package io.credence.risk.registry;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in an S3-compatible store a registry lies.
 *
 * @param prefix of all keys; empty, or with a slash at its end
 */
record S3Location(String bucket, String prefix) {

    private static final Pattern TEXT =
            Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/([A-Za-z0-9._/-]*?))?/*");

    /** Whether a registry's name is one of a bucket. */
    static boolean isMeant(String registry) {
        return registry.startsWith("s3:");
    }

    static S3Location parse(String registry) {
        Matcher matcher = TEXT.matcher(registry);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("credence.registry is '" + registry
                    + "'; a registry in S3 must be s3://BUCKET or s3://BUCKET/PREFIX. Maybe s3://models/credence");
        }
        String prefix = matcher.group(2);
        return new S3Location(matcher.group(1), prefix == null || prefix.isEmpty() ? "" : prefix + "/");
    }

    /** A file's key; that of all files of the version for the empty name. */
    String key(String version, String file) {
        return prefix + version + "/" + file;
    }

    String of(String version, String file) {
        return "s3://" + bucket + "/" + key(version, file);
    }
}
