package io.credence.bnn.optimiser;

/**
 * Adam's moments, bias corrected (Kingma and Ba 2015); a value, so that a state can keep them.
 *
 * @param first mean gradient, decaying
 * @param second mean squared gradient, decaying
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Adam(double[] first, double[] second) {

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    /** Before the first gradient. */
    public static Adam atRest(int size) {
        return new Adam(new double[size], new double[size]);
    }

    /** With one gradient more. */
    public Adam after(double[] gradient) {
        double[] m = new double[first.length];
        double[] v = new double[first.length];
        for (int i = 0; i < m.length; i++) {
            m[i] = BETA1 * first[i] + (1 - BETA1) * gradient[i];
            v[i] = BETA2 * second[i] + (1 - BETA2) * gradient[i] * gradient[i];
        }
        return new Adam(m, v);
    }

    /**
     * The values moved uphill.
     *
     * @param step gradients seen, at least 1
     */
    public double[] ascend(double[] values, double rate, long step) {
        double correction1 = 1 - Math.pow(BETA1, step);
        double correction2 = 1 - Math.pow(BETA2, step);
        double[] moved = values.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += rate * (first[i] / correction1) / (Math.sqrt(second[i] / correction2) + EPSILON);
        }
        return moved;
    }
}
