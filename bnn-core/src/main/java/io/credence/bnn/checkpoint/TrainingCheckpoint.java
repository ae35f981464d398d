package io.credence.bnn.checkpoint;

import io.credence.bnn.inference.vi.TrainingState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A training run between two steps as bytes, in the {@link SafeTensors} layout: parameters, the optimiser's moments, the recurrent
 * state, and in the metadata its place and its random numbers. Values are single precision, as they are trained: none is rounded.
 */
public final class TrainingCheckpoint {

    /** The version of what the entries mean. A reader refuses a newer one. */
    public static final int VERSION = 1;

    private static final String FORMAT = "credence.bnn.training";
    private static final String FACT = "fact.";

    private TrainingCheckpoint() {}

    /** Equal states give equal bytes. */
    public static byte[] write(TrainingState state) {
        SortedMap<String, String> metadata = new TreeMap<>();
        state.facts().forEach((name, value) -> metadata.put(FACT + name, value));
        metadata.put("format", FORMAT);
        metadata.put("version", Integer.toString(VERSION));
        Map<String, SafeTensors.Tensor> tensors = new LinkedHashMap<>();
        state.arrays()
                .forEach((name, values) ->
                        tensors.put(name, new SafeTensors.Tensor(new long[] {values.length}, values)));
        return Checksum.sealed(metadata, tensors).write();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws CorruptCheckpointException when the bytes are damaged, of another format or of a newer version
     */
    public static TrainingState read(byte[] bytes) {
        SafeTensors stored = SafeTensors.read(bytes);
        new Metadata(stored.metadata()).requireFormat(FORMAT, VERSION);
        Checksum.require(stored);
        SortedMap<String, String> facts = new TreeMap<>();
        stored.metadata().forEach((name, value) -> {
            if (name.startsWith(FACT)) {
                facts.put(name.substring(FACT.length()), value);
            }
        });
        SortedMap<String, float[]> arrays = new TreeMap<>();
        stored.tensors().forEach((name, tensor) -> arrays.put(name, tensor.values()));
        return new TrainingState(facts, arrays);
    }
}
