package io.credence.forecasting.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A fitted model as files, and where it came from.
 *
 * @param model the name in the catalogue
 * @param files content by file name; treated as immutable
 * @param provenance facts a validator asks for: data fingerprint, seed, steps, engine, device, spans
 */
public record FittedModel(String model, SortedMap<String, byte[]> files, SortedMap<String, String> provenance) {

    /** The key in the provenance of the end of the last bar that the model learnt from, targets included; ISO-8601. */
    public static final String TRAINED_UNTIL = "trained_until";

    public FittedModel {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        provenance = Collections.unmodifiableSortedMap(new TreeMap<>(provenance));
    }

    /** The model's name and the first 12 hexadecimal digits of the SHA-256 of its files: equal files, equal version. */
    public String version() {
        MessageDigest digest = sha256();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            byte[] name = file.getKey().getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(8)
                    .putInt(name.length)
                    .putInt(file.getValue().length)
                    .flip());
            digest.update(name);
            digest.update(file.getValue());
        }
        return model + "-" + HexFormat.of().formatHex(digest.digest(), 0, 6);
    }

    /**
     * The end of the last bar that trained, tuned or scaled it: no earlier origin tells how good it is. 1970-01-01 for one
     * that learnt nothing.
     */
    public Instant trainedUntil() {
        String text = provenance.get(TRAINED_UNTIL);
        try {
            return text == null ? Instant.EPOCH : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new CorruptModelException(
                    TRAINED_UNTIL + " of " + version() + " is '" + text
                            + "'; it must be an instant. Maybe its provenance was edited by hand: retrain.",
                    e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
