package io.credence.bnn.checkpoint;

import java.util.SortedMap;

/**
 * Strings of a checkpoint's header, read with a reason when they do not fit.
 *
 * @param strings by name
 */
record Metadata(SortedMap<String, String> strings) {

    String string(String name) {
        String value = strings.get(name);
        if (value == null) {
            throw SafeTensors.corrupt("lacks the entry " + name + "; it has " + strings.keySet());
        }
        return value;
    }

    int number(String name, int low, int high) {
        String text = string(name);
        try {
            int value = Integer.parseInt(text);
            if (value >= low && value <= high) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw new CorruptCheckpointException(
                    "checkpoint has " + name + " \"" + text + "\", which is not a whole number", notANumber);
        }
        throw SafeTensors.corrupt("has " + name + " " + text + "; allowed are " + low + " to " + high);
    }

    void requireFormat(String format, int newest) {
        if (!format.equals(strings.get("format"))) {
            throw SafeTensors.corrupt("is of the format " + strings.get("format") + "; expected is " + format);
        }
        int version = number("version", 1, Integer.MAX_VALUE);
        if (version > newest) {
            throw new CorruptCheckpointException("checkpoint has format version " + version
                    + "; this build reads up to " + newest + ". Maybe a newer Credence wrote it: use that one");
        }
    }
}
