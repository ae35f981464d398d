package io.credence.bnn.checkpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;

/** Whole numbers as JSON arrays. */
final class Numbers {

    private Numbers() {}

    static JsonArray of(long... values) {
        JsonArray array = new JsonArray();
        for (long value : values) {
            array.add(value);
        }
        return array;
    }

    static long[] read(JsonElement element) {
        JsonArray array = element.getAsJsonArray();
        long[] values = new long[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).getAsLong();
        }
        return values;
    }
}
