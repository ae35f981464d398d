package io.credence.forecasting.distribution;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The law of the next return over all draws of the parameters: each has its own mixture over what the latent state may be. That state is
 * noise of the market; the posterior interval of a figure is that of the draws' own.
 */
public final class PosteriorReturn implements ForecastDistribution {

    private final double[] weights;
    private final List<StaleReturn> draws;
    private final StaleReturn whole;

    /**
     * @param weights of the draws, which sum to 1
     */
    public PosteriorReturn(double[] weights, List<StaleReturn> draws) {
        this.weights = weights.clone();
        this.draws = List.copyOf(draws);
        this.whole = whole();
    }

    private StaleReturn whole() {
        double unchanged = 0;
        List<Double> all = new ArrayList<>();
        List<LocationScaleReturn> parts = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            StaleReturn draw = draws.get(i);
            unchanged += weights[i] * draw.unchanged();
            parts.addAll(draw.moved().parts());
            for (double weight : draw.moved().weights()) {
                all.add(weights[i] * (1 - draw.unchanged()) * weight);
            }
        }
        double[] flat = all.stream().mapToDouble(Double::doubleValue).toArray();
        return new StaleReturn(new MixtureReturn(flat, parts), unchanged);
    }

    /** Reads what {@link #encode} wrote. */
    public static PosteriorReturn decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        double[] weights = new double[buffer.getInt()];
        List<StaleReturn> draws = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            weights[i] = buffer.getDouble();
            byte[] draw = new byte[buffer.getInt()];
            buffer.get(draw);
            draws.add(StaleReturn.decode(draw));
        }
        return new PosteriorReturn(weights, draws);
    }

    @Override
    public double cdf(double y) {
        return whole.cdf(y);
    }

    @Override
    public double cdfBelow(double y) {
        return whole.cdfBelow(y);
    }

    @Override
    public double quantile(double p) {
        return whole.quantile(p);
    }

    @Override
    public double mean() {
        return whole.mean();
    }

    @Override
    public double aleatoricVariance() {
        return whole.variance() - epistemicVariance();
    }

    /** Of the draws' means. */
    @Override
    public double epistemicVariance() {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double distance = draws.get(i).mean() - whole.mean();
            sum += weights[i] * distance * distance;
        }
        return sum;
    }

    @Override
    public double expectedShortfall(ConfidenceLevel level) {
        return whole.expectedShortfall(level);
    }

    @Override
    public Interval valueAtRiskInterval(ConfidenceLevel level, double mass) {
        return interval(draw -> draw.valueAtRisk(level), mass, valueAtRisk(level));
    }

    @Override
    public Interval expectedShortfallInterval(ConfidenceLevel level, double mass) {
        return interval(draw -> draw.expectedShortfall(level), mass, expectedShortfall(level));
    }

    private Interval interval(ToDoubleFunction<StaleReturn> figure, double mass, double own) {
        return WeightedFigures.interval(draws.stream().mapToDouble(figure).toArray(), weights, mass, own);
    }

    @Override
    public double crps(double y) {
        return whole.crps(y);
    }

    @Override
    public double logScore(double y) {
        return whole.logScore(y);
    }

    @Override
    public byte[] encode() {
        List<byte[]> encoded = draws.stream().map(StaleReturn::encode).toList();
        int length = encoded.stream().mapToInt(each -> each.length).sum();
        ByteBuffer bytes = ByteBuffer.allocate(4 + 12 * weights.length + length).putInt(weights.length);
        for (int i = 0; i < weights.length; i++) {
            bytes.putDouble(weights[i]).putInt(encoded.get(i).length).put(encoded.get(i));
        }
        return bytes.array();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PosteriorReturn law && Arrays.equals(weights, law.weights) && draws.equals(law.draws);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(weights) + draws.hashCode();
    }

    @Override
    public String toString() {
        return "PosteriorReturn[" + draws.size() + " draws, " + whole + "]";
    }
}
