package io.credence.forecasting.distribution;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A return that is zero with a probability, since the price was not renewed, and else follows a mixture:
 * {@code F(y) = pi 1{y >= 0} + (1 - pi) F_moved(y)}. All figures follow from the mixture's own.
 *
 * @param moved the law of a price that was renewed
 * @param unchanged the probability pi of one that was not, in [0, 1)
 */
public record StaleReturn(MixtureReturn moved, double unchanged) implements ForecastDistribution {

    public StaleReturn {
        if (!(unchanged >= 0 && unchanged < 1)) {
            throw new IllegalArgumentException(
                    "probability of an unchanged price is " + unchanged + "; it must be in [0, 1)");
        }
    }

    /** Reads what {@link #encode} wrote. */
    public static StaleReturn decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        double unchanged = buffer.getDouble();
        byte[] rest = new byte[buffer.remaining()];
        buffer.get(rest);
        return new StaleReturn(MixtureReturn.decode(rest), unchanged);
    }

    private double renewed() {
        return 1 - unchanged;
    }

    @Override
    public double cdf(double y) {
        return renewed() * moved.cdf(y) + (y >= 0 ? unchanged : 0);
    }

    @Override
    public double cdfBelow(double y) {
        return renewed() * moved.cdfBelow(y) + (y > 0 ? unchanged : 0);
    }

    @Override
    public double quantile(double p) {
        double below = cdfBelow(0);
        if (p <= below) {
            return Math.min(0, moved.quantile(p / renewed()));
        }
        return p <= below + unchanged ? 0 : Math.max(0, moved.quantile((p - unchanged) / renewed()));
    }

    @Override
    public double mean() {
        return renewed() * moved.mean();
    }

    @Override
    public double aleatoricVariance() {
        double squaredMeans = moved.epistemicVariance() + moved.mean() * moved.mean();
        return renewed() * (moved.aleatoricVariance() + unchanged * squaredMeans);
    }

    @Override
    public double epistemicVariance() {
        return renewed() * renewed() * moved.epistemicVariance();
    }

    /** The atom adds nothing to a mean: it lies at zero. */
    @Override
    public double expectedShortfall(ConfidenceLevel level) {
        double quantile = quantile(level.tail());
        double shortfall = 0.0 - renewed() * moved.partialMean(quantile) / level.tail();
        // Rounding must not put it inside.
        return Math.max(shortfall, 0.0 - quantile);
    }

    @Override
    public Interval valueAtRiskInterval(ConfidenceLevel level, double mass) {
        return interval(part -> part.valueAtRisk(level), mass, valueAtRisk(level));
    }

    @Override
    public Interval expectedShortfallInterval(ConfidenceLevel level, double mass) {
        return interval(part -> part.expectedShortfall(level), mass, expectedShortfall(level));
    }

    private Interval interval(ToDoubleFunction<StaleReturn> figure, double mass, double own) {
        double[] figures = moved.parts().stream()
                .mapToDouble(part -> figure.applyAsDouble(of(part, unchanged)))
                .toArray();
        return WeightedFigures.interval(figures, moved.weights(), mass, own);
    }

    /** Where a price that was renewed follows one law. */
    public static StaleReturn of(LocationScaleReturn moved, double unchanged) {
        return new StaleReturn(new MixtureReturn(new double[] {1}, List.of(moved)), unchanged);
    }

    /** {@code E|X - y| - E|X - X'| / 2}, each by whether X is an atom's. */
    @Override
    public double crps(double y) {
        double half = moved.halfMeanDifference();
        double distance = unchanged * Math.abs(y) + renewed() * (moved.crps(y) + half);
        double own = unchanged * (moved.crps(0) + half) + renewed() * half;
        return distance - renewed() * own;
    }

    /** The log mass of an unchanged price, the log density of any other. */
    @Override
    public double logScore(double y) {
        return y == 0 && unchanged > 0 ? Math.log(unchanged) : Math.log(renewed()) + moved.logScore(y);
    }

    @Override
    public byte[] encode() {
        byte[] rest = moved.encode();
        return ByteBuffer.allocate(8 + rest.length)
                .putDouble(unchanged)
                .put(rest)
                .array();
    }
}
