package io.credence.bnn.checkpoint;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The SafeTensors layout: eight bytes with the header's length (little-endian), a JSON header that names each tensor's type, shape
 * and place, then the values. Only 32-bit floats here.
 *
 * @param metadata strings, in the header under {@code __metadata__}
 * @param tensors by name, in the order of their values
 * @see <a href="https://huggingface.co/docs/safetensors/index">the format</a>
 */
record SafeTensors(SortedMap<String, String> metadata, Map<String, Tensor> tensors) {

    /** No header of ours comes near; a longer one means that the bytes are something else. */
    private static final int LONGEST_HEADER = 1 << 24;

    private static final String METADATA = "__metadata__";

    Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw corrupt("lacks the tensor " + name + "; it has " + tensors.keySet());
        }
        return tensor;
    }

    byte[] write() {
        JsonObject header = new JsonObject();
        JsonObject strings = new JsonObject();
        metadata.forEach(strings::addProperty);
        header.add(METADATA, strings);
        int end = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            int begin = end;
            end += entry.getValue().values().length * Float.BYTES;
            header.add(entry.getKey(), entry.getValue().describe(begin, end));
        }
        return bytes(padded(header.toString()), end);
    }

    /**
     * Reads the layout.
     *
     * @throws CorruptCheckpointException when the bytes are not of it, with what was found
     */
    static SafeTensors read(byte[] bytes) {
        if (bytes.length < Long.BYTES) {
            throw corrupt("has " + bytes.length + " bytes, fewer than the 8 of its header's length");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long length = in.getLong();
        if (length < 2 || length > LONGEST_HEADER || length > in.remaining()) {
            throw corrupt("says that its header has " + length + " bytes, of " + in.remaining() + " that follow");
        }
        byte[] header = new byte[(int) length];
        in.get(header);
        try {
            return of(
                    JsonParser.parseString(new String(header, StandardCharsets.UTF_8))
                            .getAsJsonObject(),
                    in.slice());
        } catch (JsonParseException | IllegalStateException | UnsupportedOperationException | NumberFormatException e) {
            throw new CorruptCheckpointException(
                    advice("has a header that is not the expected JSON: " + e.getMessage()), e);
        }
    }

    static CorruptCheckpointException corrupt(String found) {
        return new CorruptCheckpointException(advice(found));
    }

    private static String advice(String found) {
        return "checkpoint " + found
                + ". Maybe the file was cut short or is another kind of file: restore it from a copy, or"
                + " train again";
    }

    private static SafeTensors of(JsonObject header, ByteBuffer values) {
        SortedMap<String, String> metadata = new TreeMap<>();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> entry : header.entrySet()) {
            JsonObject object = entry.getValue().getAsJsonObject();
            if (entry.getKey().equals(METADATA)) {
                object.entrySet()
                        .forEach(string ->
                                metadata.put(string.getKey(), string.getValue().getAsString()));
            } else {
                tensors.put(entry.getKey(), Tensor.read(entry.getKey(), object, values.order(ByteOrder.LITTLE_ENDIAN)));
            }
        }
        return new SafeTensors(metadata, tensors);
    }

    /** The format asks for values at a multiple of 8 bytes; spaces may follow the JSON. */
    private static byte[] padded(String json) {
        int length = json.getBytes(StandardCharsets.UTF_8).length;
        return (json + " ".repeat(Math.floorMod(-length, 8))).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] bytes(byte[] header, int size) {
        ByteBuffer out = ByteBuffer.allocate(Long.BYTES + header.length + size).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(header.length).put(header);
        for (Tensor tensor : tensors.values()) {
            for (float value : tensor.values()) {
                out.putFloat(value);
            }
        }
        return out.array();
    }

    /**
     * One tensor.
     *
     * @param shape sizes, outermost first
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
    record Tensor(long[] shape, float[] values) {

        private JsonObject describe(int begin, int end) {
            JsonObject object = new JsonObject();
            object.addProperty("dtype", "F32");
            object.add("shape", Numbers.of(shape));
            object.add("data_offsets", Numbers.of(begin, end));
            return object;
        }

        private static Tensor read(String name, JsonObject described, ByteBuffer values) {
            String type = described.get("dtype") == null
                    ? "none"
                    : described.get("dtype").getAsString();
            if (!type.equals("F32") || described.get("shape") == null || described.get("data_offsets") == null) {
                throw corrupt("describes tensor " + name + " as " + described + "; expected are dtype F32, shape and"
                        + " data_offsets");
            }
            long[] shape = Numbers.read(described.get("shape"));
            long[] offsets = Numbers.read(described.get("data_offsets"));
            long size = Float.BYTES;
            for (long extent : shape) {
                size *= Math.clamp(extent, 0, Integer.MAX_VALUE);
            }
            if (offsets.length != 2
                    || offsets[0] < 0
                    || offsets[1] > values.limit()
                    || offsets[1] - offsets[0] != size) {
                throw corrupt("puts tensor " + name + " at " + described.get("data_offsets") + " of " + values.limit()
                        + " bytes, but its shape needs " + size);
            }
            float[] read = new float[(int) (size / Float.BYTES)];
            for (int i = 0; i < read.length; i++) {
                read[i] = values.getFloat((int) offsets[0] + i * Float.BYTES);
            }
            return new Tensor(shape, read);
        }
    }
}
