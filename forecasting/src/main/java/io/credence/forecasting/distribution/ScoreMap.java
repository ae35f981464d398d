package io.credence.forecasting.distribution;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A rising map of probabilities: {@code u -> Phi(g(Phi^-1(u)))} with g piecewise linear between knots; beyond them probabilities are in
 * proportion, so that what lies in a tail is spread as the forecaster had it. Fitted to the
 * PITs of a forecaster it makes them uniform, whatever is wrong with the forecasts' shape: centre, width, tails or skew
 * (Kuleshov, Fenner and Ermon 2018, "Accurate uncertainties for deep learning using calibrated regression"). A straight line beyond the
 * knots was rejected: under a power law it makes tails without a mean.
 *
 * @param knots the normal scores that are mapped to those of {@link #LEVELS}, rising
 */
public record ScoreMap(double[] knots) {

    private static final double[] LEVELS = {0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975};
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double[] SCORES =
            DoubleStream.of(LEVELS).map(NORMAL::inverseCumulativeProbability).toArray();

    /** How many PITs on the knots the identity is worth: keeps a fit to few PITs near it, and the knots apart. */
    private static final double PRIOR = 10;

    /** Fewer PITs say too little of the outer knots. */
    public static final int FEWEST = 200;

    /** A PIT of 0 or 1 counts as this score. */
    private static final double FAR = 8;

    /** Changes nothing. */
    public static final ScoreMap IDENTITY = new ScoreMap(SCORES);

    /** Bytes of {@link #write}. */
    public static final int BYTES = LEVELS.length * Double.BYTES;

    public ScoreMap {
        boolean rising = knots.length == LEVELS.length && Double.isFinite(knots[0]);
        for (int i = 1; i < knots.length; i++) {
            rising &= knots[i] > knots[i - 1] && Double.isFinite(knots[i]);
        }
        if (!rising) {
            throw new IllegalArgumentException("knots are " + Arrays.toString(knots) + "; they must be " + LEVELS.length
                    + ", finite and rising. Maybe the model's file was edited: retrain.");
        }
        knots = knots.clone();
    }

    /**
     * The map that makes these PITs about uniform.
     *
     * @param pits in [0, 1], at least {@link #FEWEST}
     */
    public static ScoreMap fit(double[] pits) {
        if (pits.length < FEWEST || !Arrays.stream(pits).allMatch(pit -> pit >= 0 && pit <= 1)) {
            throw new IllegalArgumentException(pits.length + " PITs to fit a map to; there must be at least " + FEWEST
                    + ", all in [0, 1]. Maybe wait for more bars.");
        }
        double[] sorted = pits.clone();
        Arrays.sort(sorted);
        double[] knots = new double[LEVELS.length];
        double weight = pits.length / (pits.length + PRIOR);
        for (int i = 0; i < knots.length; i++) {
            double at = LEVELS[i] * (sorted.length - 1);
            int low = (int) at;
            int high = Math.min(low + 1, sorted.length - 1);
            double pit = sorted[low] + (at - low) * (sorted[high] - sorted[low]);
            knots[i] = weight * Math.clamp(score(pit), -FAR, FAR) + (1 - weight) * SCORES[i];
        }
        return new ScoreMap(knots);
    }

    /** The probability that u is mapped to. */
    public double apply(double u) {
        return mapped(u, knots, SCORES);
    }

    /** The probability that is mapped to p. */
    public double inverse(double p) {
        return mapped(p, SCORES, knots);
    }

    private static double mapped(double u, double[] from, double[] to) {
        int last = from.length - 1;
        double z = score(u);
        if (z < from[0]) {
            return u * (under(to[0]) / under(from[0]));
        }
        if (z > from[last]) {
            return 1 - (1 - u) * (under(-to[last]) / under(-from[last]));
        }
        return under(bent(z, from, to));
    }

    private static double under(double score) {
        return NORMAL.cumulativeProbability(score);
    }

    /** The logarithm of the map's slope at u. */
    double logSlope(double u) {
        double z = score(u);
        int last = knots.length - 1;
        if (z < knots[0]) {
            return Math.log(under(SCORES[0]) / under(knots[0]));
        }
        if (z > knots[last]) {
            return Math.log(under(-SCORES[last]) / under(-knots[last]));
        }
        int i = segment(z, knots);
        double bent = bent(z, knots, SCORES);
        return Math.log((SCORES[i + 1] - SCORES[i]) / (knots[i + 1] - knots[i])) + (z - bent) * (z + bent) / 2;
    }

    private static double score(double u) {
        return NORMAL.inverseCumulativeProbability(u);
    }

    private static double bent(double z, double[] from, double[] to) {
        int i = segment(z, from);
        return to[i] + (z - from[i]) * ((to[i + 1] - to[i]) / (from[i + 1] - from[i]));
    }

    private static int segment(double z, double[] knots) {
        int i = 0;
        while (i < knots.length - 2 && z > knots[i + 1]) {
            i++;
        }
        return i;
    }

    /** Whether it changes nothing. */
    public boolean isIdentity() {
        return equals(IDENTITY);
    }

    /** Writes the {@link #BYTES} that {@link #read} reads. */
    public void write(ByteBuffer out) {
        for (double knot : knots) {
            out.putDouble(knot);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static ScoreMap read(ByteBuffer in) {
        double[] knots = new double[LEVELS.length];
        for (int i = 0; i < knots.length; i++) {
            knots[i] = in.getDouble();
        }
        return new ScoreMap(knots);
    }

    @Override
    public double[] knots() {
        return knots.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScoreMap map && Arrays.equals(knots, map.knots);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(knots);
    }

    @Override
    public String toString() {
        return "ScoreMap" + Arrays.toString(knots);
    }
}
