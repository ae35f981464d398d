package io.credence.risk.tape;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Lines of at most {@value #MAX_BYTES} bytes; a longer one is refused once so many were read, however long it is. */
final class BoundedLines implements AutoCloseable {

    static final int MAX_BYTES = 64 * 1024;
    private static final int BUFFER = 1 << 16;

    private final String name;
    private final InputStream in;
    private final byte[] line = new byte[MAX_BYTES];
    private long number;

    /** @param name the file's, for messages */
    BoundedLines(String name, InputStream in) {
        this.name = name;
        this.in = new BufferedInputStream(in, BUFFER);
    }

    /** The number of the line read last, from 1. */
    long number() {
        return number;
    }

    /** The next line without its end, null at the file's end. */
    @Nullable
    String next() {
        try {
            return read();
        } catch (EOFException | ZipException e) {
            throw new TapeException(
                    name + ", after line " + number + ": the compressed data are broken: " + e.getMessage()
                            + ". Maybe the file was cut off or is not gzip.",
                    e);
        } catch (IOException e) {
            throw new TapeException(name + ", after line " + number + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private @Nullable String read() throws IOException {
        int next = in.read();
        if (next < 0) {
            return null;
        }
        number++;
        int length = 0;
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (length == MAX_BYTES) {
                throw new TapeException(name + ", line " + number + ": longer than " + MAX_BYTES
                        + " bytes, which is the most a line may have. Maybe the file is not a CSV.");
            }
            line[length++] = (byte) next;
        }
        return text(length);
    }

    private String text(int length) {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return new String(line, 0, end, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new TapeException(name + ": cannot be closed: " + e.getMessage(), e);
        }
    }
}
