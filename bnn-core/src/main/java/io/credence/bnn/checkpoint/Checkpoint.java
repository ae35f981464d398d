package io.credence.bnn.checkpoint;

import io.credence.bnn.network.Backbone;
import io.credence.bnn.network.NetworkSpec;
import io.credence.bnn.network.SequenceNetwork;
import io.credence.bnn.network.Slot;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A network as bytes, in the {@link SafeTensors} layout, so that any tool of that format can look inside. Equal networks give equal
 * bytes. A checksum over the parameters finds damage that leaves the layout whole.
 */
public final class Checkpoint {

    /** The version of what the metadata mean. A reader refuses a newer one. Version 2 has a head whose weights depend on each other. */
    public static final int VERSION = 2;

    private static final String FACTOR = "head.factor";

    private static final String FORMAT = "credence.bnn";
    private static final String PROVENANCE = "provenance.";

    private Checkpoint() {}

    /** All that is needed to run the network. */
    public static byte[] write(SequenceNetwork network) {
        NetworkSpec spec = network.spec();
        float[] parameters = network.parameters();
        SortedMap<String, String> metadata = new TreeMap<>();
        network.provenance().forEach((name, value) -> metadata.put(PROVENANCE + name, value));
        metadata.put("format", FORMAT);
        metadata.put("version", Integer.toString(network.headFactor() == null ? 1 : VERSION));
        metadata.put("backbone", spec.backbone().name());
        metadata.put("inputs", Integer.toString(spec.inputs()));
        metadata.put("hidden", Integer.toString(spec.backbone().features()));
        metadata.put("layers", Integer.toString(spec.backbone().layers()));
        metadata.put("dense", Integer.toString(spec.dense()));
        metadata.put("skip_inputs", Boolean.toString(spec.skipInputs()));
        metadata.put("horizons", Integer.toString(spec.horizons()));
        Map<String, SafeTensors.Tensor> tensors = new LinkedHashMap<>();
        for (Slot slot : spec.slots()) {
            float[] values = Arrays.copyOfRange(parameters, slot.offset(), slot.offset() + slot.size());
            tensors.put(slot.name(), new SafeTensors.Tensor(slot.shape(), values));
        }
        float[] factor = network.headFactor();
        if (factor != null) {
            long width = spec.headFeatures() + 1L;
            long[] shape = {NetworkSpec.LINEAR_OUTPUTS * spec.horizons(), width, width};
            tensors.put(FACTOR, new SafeTensors.Tensor(shape, factor));
        }
        return Checksum.sealed(metadata, tensors).write();
    }

    /**
     * Reads a network with an LSTM backbone that {@link #write} wrote.
     *
     * @throws CorruptCheckpointException when the bytes are damaged, of another format or of a newer version
     */
    public static SequenceNetwork read(byte[] bytes) {
        SafeTensors stored = SafeTensors.read(bytes);
        Metadata metadata = verified(stored);
        String name = metadata.string("backbone");
        return read(
                stored,
                metadata,
                switch (name) {
                    case Backbone.LSTM_NAME ->
                        Backbone.lstm(inputs(metadata), hidden(metadata), metadata.number("layers", 1, 64));
                    case Backbone.MOMENT_LSTM_NAME -> Backbone.momentLstm(inputs(metadata), hidden(metadata));
                    default ->
                        throw new CorruptCheckpointException("checkpoint has the backbone " + name
                                + ", which only its maker knows. Maybe read it with Checkpoint.read(bytes, backbone)?");
                });
    }

    private static int inputs(Metadata metadata) {
        return metadata.number("inputs", 1, 65_536);
    }

    private static int hidden(Metadata metadata) {
        return metadata.number("hidden", 1, 65_536);
    }

    /**
     * As {@link #read(byte[])}, of a network on a backbone from outside.
     *
     * @param backbone of the same structure as the one that was written
     */
    public static SequenceNetwork read(byte[] bytes, Backbone backbone) {
        SafeTensors stored = SafeTensors.read(bytes);
        Metadata metadata = verified(stored);
        return read(stored, metadata, backbone);
    }

    private static SequenceNetwork read(SafeTensors stored, Metadata metadata, Backbone backbone) {
        NetworkSpec spec = NetworkSpec.of(
                backbone,
                metadata.number("dense", 0, 65_536),
                Boolean.parseBoolean(metadata.string("skip_inputs")),
                metadata.number("horizons", 1, 65_536));
        float[] parameters = new float[spec.size()];
        for (Slot slot : spec.slots()) {
            SafeTensors.Tensor tensor = stored.tensor(slot.name());
            if (!Arrays.equals(tensor.shape(), slot.shape())) {
                throw SafeTensors.corrupt("has tensor " + slot.name() + " of shape " + Arrays.toString(tensor.shape())
                        + "; its network needs " + Arrays.toString(slot.shape()));
            }
            System.arraycopy(tensor.values(), 0, parameters, slot.offset(), slot.size());
        }
        return network(spec, parameters, stored);
    }

    /** The header and its parts, once they are known to be undamaged: before that, nothing is built from their numbers. */
    private static Metadata verified(SafeTensors stored) {
        Metadata metadata = new Metadata(stored.metadata());
        metadata.requireFormat(FORMAT, VERSION);
        Checksum.require(stored);
        return metadata;
    }

    private static SequenceNetwork network(NetworkSpec spec, float[] parameters, SafeTensors stored) {
        SortedMap<String, String> provenance = new TreeMap<>();
        stored.metadata().forEach((name, value) -> {
            if (name.startsWith(PROVENANCE)) {
                provenance.put(name.substring(PROVENANCE.length()), value);
            }
        });
        try {
            SequenceNetwork network = SequenceNetwork.of(spec, parameters, provenance);
            SafeTensors.Tensor factor = stored.tensors().get(FACTOR);
            return factor == null ? network : network.withHeadFactor(factor.values());
        } catch (IllegalArgumentException e) {
            throw new CorruptCheckpointException("checkpoint holds no usable network: " + e.getMessage(), e);
        }
    }
}
