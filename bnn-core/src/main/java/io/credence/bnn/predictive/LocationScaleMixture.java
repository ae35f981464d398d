package io.credence.bnn.predictive;

import io.credence.bnn.distribution.GaussHermite;
import io.credence.bnn.distribution.GaussLegendre;
import io.credence.bnn.distribution.Gaussian;
import io.credence.bnn.distribution.UncertainT;
import org.jspecify.annotations.Nullable;

/**
 * A Student-t with Gaussian location and Gaussian log scale, as a mixture over the nodes of two Gauss-Hermite rules; the degrees
 * of freedom are already integrated out in {@link UncertainT}. Symmetric around the mean location, so everything is a function of
 * the distance from it.
 */
final class LocationScaleMixture {

    private static final GaussLegendre HALF_LINE = GaussLegendre.of(40);
    private static final int ITERATIONS = 60;
    private static final int REMEMBERED = 16;

    /** Terms of a falling sum end here, relative to the sum. */
    private static final double NEGLIGIBLE = 1e-10;

    private final UncertainT t;
    private final double centre;
    private final double[] shifts;
    private final double[] shiftWeights;
    private final double[] scales;
    private final double[] inverseScales;
    private final double[] scaleWeights;
    private final double width;

    /** Replaced as a whole, so that any thread may read it; a lost entry is solved again to the same bits. */
    private volatile @Nullable Known known;

    private record Known(
            double p, double distance, @Nullable Known next, int count) {}

    LocationScaleMixture(Gaussian location, Gaussian logScale, double floor, UncertainT t) {
        this.t = t;
        this.centre = location.mean();
        GaussHermite scaleRule = GaussHermite.of(scaleNodes(logScale.sd(), t.centralDf()));
        scales = new double[scaleRule.size()];
        inverseScales = new double[scales.length];
        scaleWeights = new double[scales.length];
        double meanSquare = 0;
        for (int i = 0; i < scales.length; i++) {
            scales[i] = Math.hypot(floor, Math.exp(logScale.mean() + logScale.sd() * scaleRule.node(i)));
            inverseScales[i] = 1 / scales[i];
            scaleWeights[i] = scaleRule.weight(i);
            meanSquare += scaleWeights[i] * scales[i] * scales[i];
        }
        GaussHermite shiftRule = GaussHermite.of(shiftNodes(location.sd() / scales[scales.length / 2]));
        shifts = new double[shiftRule.size()];
        shiftWeights = new double[shifts.length];
        for (int i = 0; i < shifts.length; i++) {
            shifts[i] = location.sd() * shiftRule.node(i);
            shiftWeights[i] = shiftRule.weight(i);
        }
        width = Math.sqrt(meanSquare + location.sd() * location.sd());
    }

    double centre() {
        return centre;
    }

    /** The probability of more than {@code centre + distance}, for any sign of the distance. */
    double upper(double distance) {
        double sum = 0;
        for (int i = 0; i < shifts.length; i++) {
            double from = distance - shifts[i];
            double inner = 0;
            for (int j = 0; j < scales.length; j++) {
                inner += scaleWeights[j] * t.survival(from * inverseScales[j]);
            }
            sum += shiftWeights[i] * inner;
        }
        return sum;
    }

    double density(double distance) {
        double sum = 0;
        for (int i = 0; i < shifts.length; i++) {
            double from = distance - shifts[i];
            double inner = 0;
            for (int j = 0; j < scales.length; j++) {
                inner += scaleWeights[j] * inverseScales[j] * t.density(from * inverseScales[j]);
            }
            sum += shiftWeights[i] * inner;
        }
        return sum;
    }

    /** The mean of (x - centre) beyond {@code centre + distance}, times the probability of being there. */
    double upperMoment(double distance) {
        double sum = 0;
        for (int i = 0; i < shifts.length; i++) {
            double from = distance - shifts[i];
            double inner = 0;
            for (int j = 0; j < scales.length; j++) {
                double z = from * inverseScales[j];
                inner += scaleWeights[j] * (shifts[i] * t.survival(z) + scales[j] * t.upperMoment(z));
            }
            sum += shiftWeights[i] * inner;
        }
        return sum;
    }

    /** E|x - centre - distance|. */
    double meanAbsolute(double distance) {
        return 2 * (upperMoment(distance) - distance * upper(distance)) + distance;
    }

    /**
     * The distance above the centre beyond which lies p. Remembered: quantiles, value at risk and expected shortfall of both
     * tails ask for the same few.
     *
     * @param p above 0, at most 1/2
     */
    double upperQuantile(double p) {
        Known newest = known;
        for (Known found = newest; found != null; found = found.next) {
            if (found.p == p) {
                return found.distance;
            }
        }
        double distance = solvedUpperQuantile(p);
        if (newest == null || newest.count < REMEMBERED) {
            known = new Known(p, distance, newest, newest == null ? 1 : newest.count + 1);
        }
        return distance;
    }

    /** Newton's method on the tail's logarithm, held inside a bracket. */
    private double solvedUpperQuantile(double p) {
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double d = width * t.roughUpperQuantile(p);
        for (int i = 0; i < ITERATIONS; i++) {
            double tail = upper(d);
            if (tail >= p) {
                low = d;
            } else {
                high = d;
            }
            double next = d + Math.log(tail / p) * tail / density(d);
            if (!(next >= low && next <= high)) {
                next = high == Double.POSITIVE_INFINITY ? 2 * d + width : 0.5 * (low + high);
            }
            double moved = Math.abs(next - d);
            d = next;
            if (moved <= 1e-11 * (d + width)) {
                break;
            }
        }
        return d;
    }

    /**
     * The mean absolute difference of two independent draws: {@code 2 int F (1 - F) = 2 (E|x - centre| - 2 int_0^inf (1 - F)^2)},
     * the last integral by Gauss-Legendre on the half line folded to [0, 1).
     */
    double meanDifference() {
        double square = 0;
        for (int i = HALF_LINE.size() - 1; i >= 0; i--) {
            double rest = 1 - HALF_LINE.node(i);
            double tail = upper(width * HALF_LINE.node(i) / rest);
            double term = HALF_LINE.weight(i) * tail * tail / (rest * rest);
            square += term;
            if (term < NEGLIGIBLE * square) {
                break;
            }
        }
        return 2 * (meanAbsolute(0) - 2 * width * square);
    }

    /** How many nodes hold tail probabilities, which move like exp(df * log scale), to about 1e-6 of themselves. */
    private static int scaleNodes(double sd, double df) {
        double spread = sd * Math.min(df, 12);
        if (sd == 0) {
            return 1;
        }
        if (spread < 0.25) {
            return 3;
        }
        if (spread < 0.8) {
            return 5;
        }
        if (spread < 1.2) {
            return 7;
        }
        return spread < 2 ? 11 : 24;
    }

    /** As {@link #scaleNodes}, for the location's spread in units of the scale. */
    private static int shiftNodes(double ratio) {
        if (ratio == 0) {
            return 1;
        }
        if (ratio < 0.1) {
            return 3;
        }
        if (ratio < 0.35) {
            return 5;
        }
        if (ratio < 0.7) {
            return 9;
        }
        return ratio < 1.5 ? 24 : GaussHermite.MAX;
    }
}
