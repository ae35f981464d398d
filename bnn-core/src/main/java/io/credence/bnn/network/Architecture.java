package io.credence.bnn.network;

/**
 * The shape of a network with an LSTM backbone.
 *
 * @param hidden units per LSTM layer, 1 to 512
 * @param layers LSTM layers, 1 to 4
 * @param dense units of a deterministic tanh layer between LSTM and head; 0 for none
 * @param skipInputs whether the head also sees the inputs themselves, so that what is linear in them need not pass
 *     through the LSTM
 */
public record Architecture(int hidden, int layers, int dense, boolean skipInputs) {

    public Architecture {
        require("hidden units", hidden, 1, 512);
        require("LSTM layers", layers, 1, 4);
        require("dense units", dense, 0, 4096);
    }

    /** 32 units, one layer, no dense layer, inputs skip to the head. */
    public static Architecture withDefaults() {
        return new Architecture(32, 1, 0, true);
    }

    private static void require(String name, int value, int low, int high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(name + " are " + value + "; allowed are " + low + " to " + high);
        }
    }
}
