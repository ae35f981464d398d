package io.credence.bnn.network;

import io.credence.bnn.distribution.Gaussian;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;

/** A trained network: an immutable value of plain arrays. */
public final class SequenceNetwork {

    private final NetworkSpec spec;
    private final float[] parameters;
    private final SortedMap<String, String> provenance;

    private SequenceNetwork(NetworkSpec spec, float[] parameters, SortedMap<String, String> provenance) {
        this.spec = spec;
        this.parameters = parameters;
        this.provenance = provenance;
    }

    /**
     * A network with these parameters.
     *
     * @param parameters {@code [spec.size()]}, finite
     * @param provenance how they came about
     */
    public static SequenceNetwork of(NetworkSpec spec, float[] parameters, SortedMap<String, String> provenance) {
        if (parameters.length != spec.size()) {
            throw new IllegalArgumentException(
                    "network of " + spec.size() + " parameters was given " + parameters.length);
        }
        for (Slot slot : spec.slots()) {
            requireFinite(slot, parameters);
        }
        return new SequenceNetwork(
                spec, parameters.clone(), Collections.unmodifiableSortedMap(new TreeMap<>(provenance)));
    }

    public NetworkSpec spec() {
        return spec;
    }

    /** Features per row. */
    public int inputs() {
        return spec.inputs();
    }

    public int horizons() {
        return spec.horizons();
    }

    /** Bytes of one row's recurrent state. */
    public int stateBytes() {
        return spec.backbone().stateSize() * Float.BYTES;
    }

    /** A copy of all parameters, {@code [spec().size()]}. */
    public float[] parameters() {
        return parameters.clone();
    }

    /** How the parameters came about: seed, steps, engine, device. */
    public SortedMap<String, String> provenance() {
        return provenance;
    }

    /**
     * Where training starts.
     *
     * @param start of the head's posterior
     * @param random of all random choices
     */
    public static float[] initialParameters(NetworkSpec spec, HeadStart start, UniformRandomProvider random) {
        return new Initialiser(spec, random).parameters(start);
    }

    /** Makes it ready to run on the CPU. The caller closes the session. */
    public NetworkSession open() {
        return new NetworkSession(this);
    }

    /** Makes it ready to run on whole windows, on the CPU. The caller closes the session. */
    public WindowSession openWindows() {
        return new WindowSession(this);
    }

    /** The posteriors of the raw degrees of freedom, {@code [horizons]}. */
    Gaussian[] rawDf() {
        int mean = spec.deterministicSize() + spec.randomSize() - spec.horizons();
        Gaussian[] raw = new Gaussian[spec.horizons()];
        for (int h = 0; h < raw.length; h++) {
            raw[h] = new Gaussian(parameters[mean + h], Math.exp(parameters[mean + spec.randomSize() + h]));
        }
        return raw;
    }

    private static void requireFinite(Slot slot, float[] parameters) {
        for (int i = slot.offset(); i < slot.end(); i++) {
            if (!Float.isFinite(parameters[i])) {
                throw new IllegalArgumentException("parameter " + slot.name() + " has the value " + parameters[i]
                        + " at index " + (i - slot.offset()) + "; all must be finite");
            }
        }
    }
}
