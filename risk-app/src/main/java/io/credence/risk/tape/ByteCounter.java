package io.credence.risk.tape;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes that were read of a file, which is the one measure of progress that also a compressed file has. */
public final class ByteCounter {

    private final AtomicLong bytes = new AtomicLong();

    public long bytes() {
        return bytes.get();
    }

    InputStream counting(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int value = super.read();
                bytes.addAndGet(value < 0 ? 0 : 1);
                return value;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = super.read(buffer, offset, length);
                bytes.addAndGet(Math.max(0, count));
                return count;
            }
        };
    }
}
