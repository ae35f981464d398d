package io.credence.bnn.network;

import java.util.ArrayList;
import java.util.List;

/**
 * A network's structure without its parameters: backbone, dense layer, Bayesian head.
 *
 * <p>All parameters live in one flat vector of three sections: deterministic weights, posterior means of the random weights,
 * and logs of their posterior standard deviations in the same order. The random weights are the backbone's, where those are random, the head's
 * weights {@code [3 * horizons, features]} and biases {@code [3 * horizons]} (logits, locations, log scales), and the raw degrees of freedom
 * {@code [horizons]}.
 */
public final class NetworkSpec {

    /** Outputs of the head that are linear in the features, per horizon: logit, location, log scale. */
    public static final int LINEAR_OUTPUTS = 3;

    private final Backbone backbone;
    private final int dense;
    private final boolean skipInputs;
    private final int horizons;
    private final List<Slot> slots;
    private final int deterministic;
    private final int random;

    private NetworkSpec(Backbone backbone, int dense, boolean skipInputs, int horizons) {
        this.backbone = backbone;
        this.dense = dense;
        this.skipInputs = skipInputs;
        this.horizons = horizons;
        this.slots = new ArrayList<>(backbone.random() ? List.of() : backbone.slots());
        if (dense > 0) {
            add("dense.weight", dense, backbone.features());
            add("dense.bias", dense);
        }
        this.deterministic = size();
        addRandom("mean");
        this.random = size() - deterministic;
        addRandom("log_sd");
    }

    /**
     * A network on any backbone.
     *
     * @param dense units of a deterministic tanh layer on top of it, 0 for none
     * @param skipInputs whether the head also sees the inputs
     * @param horizons at least 1
     */
    public static NetworkSpec of(Backbone backbone, int dense, boolean skipInputs, int horizons) {
        if (dense < 0 || horizons < 1) {
            throw new IllegalArgumentException("network has " + dense + " dense units and " + horizons
                    + " horizons; allowed are at least 0 and 1");
        }
        if (backbone.random() && dense > 0) {
            throw new IllegalArgumentException("network has " + dense
                    + " dense units of point weights on a backbone of random ones; allowed are none");
        }
        return new NetworkSpec(backbone, dense, skipInputs, horizons);
    }

    /** A network on an LSTM. */
    public static NetworkSpec of(Architecture architecture, int inputs, int horizons) {
        Backbone lstm = Backbone.lstm(inputs, architecture.hidden(), architecture.layers());
        return of(lstm, architecture.dense(), architecture.skipInputs(), horizons);
    }

    /** A network all of whose weights are random, on an LSTM that carries means and variances. */
    public static NetworkSpec ofMoments(Architecture architecture, int inputs, int horizons) {
        if (architecture.layers() != 1) {
            throw new IllegalArgumentException("LSTM layers are " + architecture.layers()
                    + "; an LSTM that carries moments has 1. Maybe more hidden units?");
        }
        Backbone lstm = Backbone.momentLstm(inputs, architecture.hidden());
        return of(lstm, architecture.dense(), architecture.skipInputs(), horizons);
    }

    public Backbone backbone() {
        return backbone;
    }

    public int dense() {
        return dense;
    }

    public boolean skipInputs() {
        return skipInputs;
    }

    public int inputs() {
        return backbone.inputs();
    }

    public int horizons() {
        return horizons;
    }

    /** Features that the head sees. */
    public int headFeatures() {
        return (dense > 0 ? dense : backbone.features()) + (skipInputs ? inputs() : 0);
    }

    /** Every parameter's place, in order. */
    public List<Slot> slots() {
        return List.copyOf(slots);
    }

    /** Length of the flat vector. */
    public int size() {
        return slots.isEmpty() ? 0 : slots.getLast().end();
    }

    /** Length of its first section. */
    public int deterministicSize() {
        return deterministic;
    }

    /** Length of its second section, and of its third. */
    public int randomSize() {
        return random;
    }

    /** The backbone's weights, where they are random: the first of the second section and of the third, before the head's. */
    public List<Slot> randomBackbone() {
        return backbone.random() ? backbone.slots() : List.of();
    }

    /** How many those are. */
    public int randomBackboneSize() {
        return randomBackbone().stream().mapToInt(Slot::size).sum();
    }

    /** How many of the random weights are the head's weights, after a random backbone's; biases and raw degrees of freedom follow. */
    public int headWeights() {
        return LINEAR_OUTPUTS * horizons * headFeatures();
    }

    private void addRandom(String what) {
        randomBackbone().forEach(slot -> add(slot.name() + "." + what, slot.shape()));
        int outputs = LINEAR_OUTPUTS * horizons;
        add("head.weight." + what, outputs, headFeatures());
        add("head.bias." + what, outputs);
        add("head.raw_df." + what, horizons);
    }

    private void add(String name, long... shape) {
        slots.add(new Slot(name, shape, size()));
    }
}
