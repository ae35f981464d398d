package io.credence.bnn.network;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/** Draws the parameters that training starts from. */
final class Initialiser {

    /** The head starts nearly at the baseline: its outputs differ from 0 by about this much. */
    private static final double HEAD_OUTPUT = 0.01;

    private final NetworkSpec spec;
    private final UniformRandomProvider random;

    Initialiser(NetworkSpec spec, UniformRandomProvider random) {
        this.spec = spec;
        this.random = random;
    }

    float[] parameters(HeadStart start) {
        float[] flat = new float[spec.size()];
        spec.backbone().initial(flat, random);
        for (Slot slot : spec.slots()) {
            switch (slot.name()) {
                case "dense.weight" -> uniform(flat, slot, 1);
                case "head.weight.mean" -> uniform(flat, slot, HEAD_OUTPUT);
                case "head.raw_df.mean" -> fill(flat, slot, start.rawDf());
                default -> {
                    if (slot.name().endsWith(".log_sd")) {
                        fill(flat, slot, Math.log(start.sd()));
                    } // else the backbone's own, or a bias, which starts at 0
                }
            }
        }
        return flat;
    }

    private void uniform(float[] flat, Slot slot, double size) {
        double bound = size / Math.sqrt(slot.shape()[1]);
        for (int i = slot.offset(); i < slot.end(); i++) {
            flat[i] = (float) ((2 * random.nextDouble() - 1) * bound);
        }
    }

    private static void fill(float[] flat, Slot slot, double value) {
        Arrays.fill(flat, slot.offset(), slot.end(), (float) value);
    }
}
