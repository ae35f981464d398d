package io.credence.risk.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what is sent: {@code t=SECONDS,v1=HEX} with HEX the HMAC-SHA256 of {@code SECONDS.BODY} under a shared secret. The time is part of it, so
 * that a receiver can refuse what was recorded and is played to it later.
 */
final class Signature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST = 16;

    private final SecretKeySpec key;

    /** @throws IllegalArgumentException when the secret is too short; the message does not hold it */
    Signature(String secret) {
        if (secret.length() < SHORTEST) {
            throw new IllegalArgumentException("credence.webhook.secret has " + secret.length()
                    + " characters; it must have at least " + SHORTEST + ". Maybe take 32 random ones.");
        }
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    String of(byte[] body, long epochSecond) {
        return "t=" + epochSecond + ",v1=" + hex(body, epochSecond);
    }

    private String hex(byte[] body, long epochSecond) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((epochSecond + ".").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "Signature[secret]";
    }
}
