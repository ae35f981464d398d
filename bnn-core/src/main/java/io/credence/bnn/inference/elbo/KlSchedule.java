package io.credence.bnn.inference.elbo;

/**
 * How much the KL from the prior counts while training goes on: from near 0, where the data alone speak, to exactly 1. Without it a
 * deep model can fall back to its prior before it has learnt anything.
 *
 * <p>Sources: Bowman et al. (2016), "Generating Sentences from a Continuous Space"; Fu et al. (2019), "Cyclical Annealing Schedule".
 *
 * @param shape of the rise
 * @param epochs until it has ended, at least 1 and at least {@code cycles}; steps or passes, as the caller counts
 * @param cycles at least 1; above 1 only with {@link Shape#CYCLICAL}
 */
public record KlSchedule(Shape shape, long epochs, int cycles) {

    /** How the weight rises. */
    public enum Shape {
        /** In proportion to the epochs done. */
        LINEAR,
        /** As half a cosine: slow, fast, slow. */
        COSINE,
        /** Again and again from 0: linearly over the first half of each cycle, then 1 for the other half. */
        CYCLICAL
    }

    public KlSchedule {
        if (epochs < 1) {
            throw new IllegalArgumentException("annealing has " + epochs + " epochs; there must be at least 1");
        }
        if (cycles < 1 || (cycles > 1 && shape != Shape.CYCLICAL)) {
            throw new IllegalArgumentException(
                    "annealing has " + cycles + " cycles; allowed is 1, or more if " + Shape.CYCLICAL);
        }
        if (cycles > epochs) {
            throw new IllegalArgumentException("annealing has " + cycles + " cycles in " + epochs
                    + " epochs; each cycle needs at least one. Maybe there should be fewer cycles or more epochs?");
        }
    }

    /** Always 1. */
    public static KlSchedule none() {
        return linear(1);
    }

    public static KlSchedule linear(long epochs) {
        return new KlSchedule(Shape.LINEAR, epochs, 1);
    }

    public static KlSchedule cosine(long epochs) {
        return new KlSchedule(Shape.COSINE, epochs, 1);
    }

    public static KlSchedule cyclical(long epochs, int cycles) {
        return new KlSchedule(Shape.CYCLICAL, epochs, cycles);
    }

    /**
     * The weight in an epoch.
     *
     * @param epoch from 1
     * @return above 0 and at most 1; exactly 1 from the last epoch on
     */
    public double weight(long epoch) {
        if (epoch >= epochs) {
            return 1;
        }
        return switch (shape) {
            case LINEAR -> (double) epoch / epochs;
            case COSINE -> 0.5 * (1 - Math.cos(Math.PI * epoch / epochs));
            case CYCLICAL -> inCycle(epoch * cycles % epochs);
        };
    }

    /** The remainder is 0 at a cycle's end. */
    private double inCycle(long remainder) {
        return remainder == 0 ? 1 : Math.min(1, 2.0 * remainder / epochs);
    }
}
