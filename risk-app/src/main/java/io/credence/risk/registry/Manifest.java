package io.credence.risk.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.credence.forecasting.model.FittedModel;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;

/**
 * The table of contents of a version's folder.
 *
 * @param format of this file; 1
 */
record Manifest(int format, String version, String model, List<Entry> files, SortedMap<String, String> provenance) {

    static final String FILE = "manifest.json";

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** A file, its length in bytes and its SHA-256 in hexadecimal. */
    record Entry(String name, long length, String sha256) {

        static Entry of(String name, byte[] content) {
            return new Entry(name, content.length, HexFormat.of().formatHex(digest().digest(content)));
        }

        String size() {
            return length + " bytes with SHA-256 " + sha256;
        }
    }

    static Manifest of(FittedModel fitted) {
        List<Entry> entries = fitted.files().entrySet().stream()
                .map(file -> Entry.of(file.getKey(), file.getValue()))
                .toList();
        return new Manifest(1, fitted.version(), fitted.model(), entries, fitted.provenance());
    }

    byte[] encode() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the manifest of " + version + " cannot be written as JSON", e);
        }
    }

    static Manifest decode(byte[] bytes) throws IOException {
        Manifest manifest = JSON.readValue(bytes, Manifest.class);
        if (manifest == null || manifest.model == null || manifest.files == null || manifest.provenance == null) {
            throw new IOException("it lacks model, files or provenance");
        }
        return manifest;
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
