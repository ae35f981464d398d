package io.credence.forecasting.distribution;

import java.nio.ByteBuffer;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * A distribution whose probabilities are mapped: {@code F(y) = map(base F(y))}. Quantiles and scores follow exactly; means, shortfall and CRPS
 * by integrating the quantile function over {@value #NODES} points, to about a part in a thousand. The base's split of the variance is kept, and
 * its posterior intervals are those of the quantile that takes the level's place.
 */
public final class MappedReturn implements ForecastDistribution {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final int NODES = 141;
    private static final double FAR = 7;

    private final ForecastDistribution base;
    private final ScoreMap map;
    private volatile double @Nullable [][] table;

    public MappedReturn(ForecastDistribution base, ScoreMap map) {
        this.base = base;
        this.map = map;
    }

    @Override
    public double cdf(double y) {
        return map.apply(base.cdf(y));
    }

    @Override
    public double cdfBelow(double y) {
        return map.apply(base.cdfBelow(y));
    }

    @Override
    public double quantile(double p) {
        return base.quantile(map.inverse(p));
    }

    /** Rows of probability and quantile, at even steps of the normal score. */
    private double[][] table() {
        double[][] known = table;
        if (known == null) {
            known = new double[2][NODES];
            for (int i = 0; i < NODES; i++) {
                known[0][i] = NORMAL.cumulativeProbability(-FAR + 2 * FAR * i / (NODES - 1));
                known[1][i] = quantile(known[0][i]);
            }
            table = known;
        }
        return known;
    }

    /** A function of quantiles, weighted by their probabilities between two. */
    private interface Weighing {
        double weight(double quantile, double probability);
    }

    /** The integral over probabilities from 0 to {@code end}, by the trapezoid rule. */
    private double integral(double end, Weighing weighing) {
        double[][] rows = table();
        double sum = 0;
        double lastP = 0;
        double last = weighing.weight(rows[1][0], 0);
        for (int i = 0; i < NODES && lastP < end; i++) {
            double p = Math.min(rows[0][i], end);
            double quantile = rows[0][i] <= end ? rows[1][i] : quantile(end);
            double value = weighing.weight(quantile, p);
            sum += (p - lastP) * (last + value) / 2;
            lastP = p;
            last = value;
        }
        return sum + Math.max(0, end - lastP) * last;
    }

    @Override
    public double mean() {
        return integral(1, (quantile, p) -> quantile);
    }

    @Override
    public double variance() {
        double mean = mean();
        return integral(1, (quantile, p) -> (quantile - mean) * (quantile - mean));
    }

    @Override
    public double aleatoricVariance() {
        return variance() * (base.aleatoricVariance() / base.variance());
    }

    @Override
    public double epistemicVariance() {
        return variance() * (base.epistemicVariance() / base.variance());
    }

    @Override
    public double expectedShortfall(ConfidenceLevel level) {
        double tail = level.tail();
        return Math.max(valueAtRisk(level), 0.0 - integral(tail, (quantile, p) -> quantile) / tail);
    }

    @Override
    public Interval valueAtRiskInterval(ConfidenceLevel level, double mass) {
        return around(base.valueAtRiskInterval(atBase(level), mass), 0, valueAtRisk(level));
    }

    @Override
    public Interval expectedShortfallInterval(ConfidenceLevel level, double mass) {
        ConfidenceLevel at = atBase(level);
        double shortfall = expectedShortfall(level);
        return around(base.expectedShortfallInterval(at, mass), shortfall - base.expectedShortfall(at), shortfall);
    }

    /** The last digit of a level may put its value just outside. */
    private static Interval around(Interval interval, double shift, double value) {
        return new Interval(Math.min(interval.low() + shift, value), Math.max(interval.high() + shift, value));
    }

    private ConfidenceLevel atBase(ConfidenceLevel level) {
        return new ConfidenceLevel(1 - Math.clamp(map.inverse(level.tail()), 1e-9, 0.499));
    }

    /** By the identity of the CRPS with the mean pinball loss of all quantiles (Gneiting and Ranjan 2011). */
    @Override
    public double crps(double y) {
        return 2 * integral(1, (quantile, p) -> ((y <= quantile ? 1 : 0) - p) * (quantile - y));
    }

    @Override
    public double logScore(double y) {
        double upTo = base.cdf(y);
        double below = base.cdfBelow(y);
        if (upTo > below) {
            return Math.log(Math.max(map.apply(upTo) - map.apply(below), Double.MIN_NORMAL));
        }
        return base.logScore(y) + map.logSlope(upTo);
    }

    /** The map, then the base's bytes. */
    @Override
    public byte[] encode() {
        byte[] bytes = base.encode();
        ByteBuffer out = ByteBuffer.allocate(ScoreMap.BYTES + bytes.length);
        map.write(out);
        return out.put(bytes).array();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MappedReturn mapped && base.equals(mapped.base) && map.equals(mapped.map);
    }

    @Override
    public int hashCode() {
        return 31 * base.hashCode() + map.hashCode();
    }

    @Override
    public String toString() {
        return "MappedReturn[" + base + ", " + map + ']';
    }
}
