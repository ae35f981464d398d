package io.credence.risk.application;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A buffer that grows, for states as bytes; big-endian, texts and arrays behind their length. */
final class ByteWriter {

    private ByteBuffer buffer = ByteBuffer.allocate(1024);

    ByteWriter putByte(int value) {
        room(1).put((byte) value);
        return this;
    }

    ByteWriter putInt(int value) {
        room(Integer.BYTES).putInt(value);
        return this;
    }

    ByteWriter putLong(long value) {
        room(Long.BYTES).putLong(value);
        return this;
    }

    ByteWriter putDouble(double value) {
        room(Double.BYTES).putDouble(value);
        return this;
    }

    ByteWriter putText(String value) {
        return putBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    ByteWriter putBytes(byte[] value) {
        putInt(value.length);
        room(value.length).put(value);
        return this;
    }

    byte[] toBytes() {
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    static byte[] bytes(ByteBuffer in) {
        byte[] value = new byte[in.getInt()];
        in.get(value);
        return value;
    }

    static String text(ByteBuffer in) {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private ByteBuffer room(int count) {
        if (buffer.remaining() < count) {
            int size = Math.max(2 * buffer.capacity(), buffer.position() + count);
            buffer = ByteBuffer.allocate(size).put(buffer.array(), 0, buffer.position());
        }
        return buffer;
    }
}
