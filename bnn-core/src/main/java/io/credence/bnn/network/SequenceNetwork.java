package io.credence.bnn.network;

import io.credence.bnn.distribution.Gaussian;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;

/** A trained network: an immutable value of plain arrays. */
public final class SequenceNetwork {

    private final NetworkSpec spec;
    private final float[] parameters;
    private final SortedMap<String, String> provenance;
    private final float @Nullable [] headFactor;

    private SequenceNetwork(
            NetworkSpec spec, float[] parameters, SortedMap<String, String> provenance, float @Nullable [] headFactor) {
        this.spec = spec;
        this.parameters = parameters;
        this.provenance = provenance;
        this.headFactor = headFactor;
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
                spec, parameters.clone(), Collections.unmodifiableSortedMap(new TreeMap<>(provenance)), null);
    }

    /**
     * The same backbone under a head whose weights depend on each other.
     *
     * @param facts added to the provenance
     */
    public SequenceNetwork withHead(HeadGaussian head, SortedMap<String, String> facts) {
        float[] changed = parameters.clone();
        int random = spec.randomSize();
        requireLength("head's means", head.means(), random);
        requireLength("head's log sds", head.logSds(), random);
        System.arraycopy(head.means(), 0, changed, spec.deterministicSize(), random);
        System.arraycopy(head.logSds(), 0, changed, spec.deterministicSize() + random, random);
        SortedMap<String, String> all = new TreeMap<>(provenance);
        all.putAll(facts);
        return of(spec, changed, all).withHeadFactor(head.factor());
    }

    /** As it is, with covariances of the head's weights. */
    public SequenceNetwork withHeadFactor(float[] factor) {
        if (spec.backbone().random()) {
            throw new IllegalArgumentException(
                    "covariances of the head's weights were given to a network whose backbone "
                            + spec.backbone().name() + " is random, too. Maybe one of point weights?");
        }
        int width = spec.headFeatures() + 1;
        requireLength("head's factor", factor, NetworkSpec.LINEAR_OUTPUTS * spec.horizons() * width * width);
        for (float value : factor) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("head's factor holds " + value + "; all must be finite");
            }
        }
        return new SequenceNetwork(spec, parameters, provenance, factor.clone());
    }

    /** The factors of {@link HeadGaussian}, or null where the head's weights are independent. */
    public float @Nullable [] headFactor() {
        return headFactor == null ? null : headFactor.clone();
    }

    private static void requireLength(String name, float[] values, int length) {
        if (values.length != length) {
            throw new IllegalArgumentException(
                    name + " has " + values.length + " values; this network needs " + length);
        }
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
