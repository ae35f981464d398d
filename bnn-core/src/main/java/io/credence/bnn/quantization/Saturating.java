package io.credence.bnn.quantization;

/**
 * Hyperbolic tangent and logistic function as loops that become vector instructions: the seventh convergent of Lambert's continued fraction, {@code
 * x (135135 + 17325 x^2 + 378 x^4 + x^6) / (135135 + 62370 x^2 + 3150 x^4 + 28 x^6)}, cut where it reaches 1. It errs by less than 1e-4.
 */
final class Saturating {

    /** Where the convergent is 1. */
    private static final float REACH = 4.97f;

    private Saturating() {}

    static float tanh(float x) {
        float y = Math.max(-REACH, Math.min(REACH, x));
        float z = y * y;
        float t = y * (135135 + z * (17325 + z * (378 + z))) / (135135 + z * (62370 + z * (3150 + z * 28)));
        return Math.max(-1, Math.min(1, t));
    }

    static void tanh(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = tanh(values[i]);
        }
    }

    static void sigmoid(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = 0.5f + 0.5f * tanh(0.5f * values[i]);
        }
    }
}
