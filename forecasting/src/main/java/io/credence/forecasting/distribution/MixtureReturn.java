package io.credence.forecasting.distribution;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A weighted mixture of returns {@code location + scale z}, one for each draw from a posterior of parameters: the posterior
 * predictive {@code F(y) = sum_i w_i F_i(y)}.
 *
 * <p>VaR is the quantile of the mixture's cdf and ES the mean of its own tail, {@code -sum_i w_i E[X_i; X_i <= q] / p}; neither
 * is a mean of the parts' quantiles. By the law of total variance the aleatoric part is the mean of the parts' variances and the epistemic
 * part the variance of their means. The posterior interval of VaR or ES is that of the parts' own figures.
 *
 * <p>Laws must have no atoms.
 */
public final class MixtureReturn implements ForecastDistribution {

    private static final int MOST_STEPS = 100;
    private static final double ACCURACY = 1e-12;

    /** Of one step of Newton's, in deviations: far out the density tells little. */
    private static final double MOST_SPREADS = 4;

    /** Points of the trapezoidal rule in y = centre + width sinh(t), whose error falls faster than any power of the step. */
    private static final int NODES = 65;

    private static final double FARTHEST = 8;

    private final double[] weights;
    private final List<LocationScaleReturn> parts;
    private final double mean;
    private final double aleatoric;
    private final double epistemic;
    /** Found when first asked for; two threads would find the same. */
    private double halfMeanDifference = Double.NaN;

    /**
     * @param weights positive or zero, scaled here to sum to 1; copied
     * @param parts as many
     * @throws IllegalArgumentException when there is no part, not one weight for each, or no weight that is positive and finite
     */
    public MixtureReturn(double[] weights, List<LocationScaleReturn> parts) {
        if (parts.isEmpty() || weights.length != parts.size()) {
            throw new IllegalArgumentException("mixture has " + weights.length + " weights and " + parts.size()
                    + " parts; it must have as many of both, at least 1");
        }
        this.weights = scaled(weights);
        this.parts = List.copyOf(parts);
        this.mean = average(LocationScaleReturn::mean);
        this.aleatoric = average(LocationScaleReturn::aleatoricVariance);
        this.epistemic = average(part -> (part.mean() - mean) * (part.mean() - mean));
    }

    private static double[] scaled(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            if (!(weight >= 0)) {
                throw new IllegalArgumentException("weight is " + weight + "; it must not be negative or NaN");
            }
            sum += weight;
        }
        double total = sum;
        if (!(total > 0) || Double.isInfinite(total)) {
            throw new IllegalArgumentException("weights sum to " + total + "; the sum must be positive and finite");
        }
        // Weights that sum to 1 but for rounding stay as they are, so that bytes come back equal.
        return Math.abs(total - 1) < 1e-13
                ? weights.clone()
                : Arrays.stream(weights).map(weight -> weight / total).toArray();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException when the bytes are of no known law
     */
    public static MixtureReturn decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        double[] weights = new double[buffer.getInt()];
        List<LocationScaleReturn> parts = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            weights[i] = buffer.getDouble();
            parts.add(new LocationScaleReturn(buffer.getDouble(), buffer.getDouble(), StandardLaw.read(buffer)));
        }
        return new MixtureReturn(weights, parts);
    }

    /** The parts, one for each draw. */
    public List<LocationScaleReturn> parts() {
        return parts;
    }

    /** The weight of each part; they sum to 1. */
    public double[] weights() {
        return weights.clone();
    }

    @Override
    public double cdf(double y) {
        // Rounding of a sum must not take it over 1.
        return Math.min(average(part -> part.cdf(y)), 1);
    }

    @Override
    public double cdfBelow(double y) {
        return cdf(y);
    }

    private double density(double y) {
        return average(part -> Math.exp(part.logScore(y)));
    }

    /** Newton's steps; once there is a bracket it is bisected where they would leave it or do not shrink by half. */
    @Override
    public double quantile(double p) {
        double spread = Math.sqrt(variance());
        double low = Double.NEGATIVE_INFINITY;
        double high = Double.POSITIVE_INFINITY;
        double y = mean + spread * heaviest().law().quantile(p);
        double allowed = MOST_SPREADS * spread;
        for (int i = 0; i < MOST_STEPS; i++) {
            double excess = cdf(y) - p;
            if (excess > 0) {
                high = y;
            } else {
                low = y;
            }
            boolean bracketed = high - low < Double.POSITIVE_INFINITY;
            double next = y - Math.clamp(excess / density(y), -allowed, allowed);
            if (bracketed && (next <= low || next >= high || Math.abs(next - y) >= allowed)) {
                next = low + (high - low) / 2;
            }
            double move = Math.abs(next - y);
            if (move <= ACCURACY * (spread + Math.abs(y))) {
                return next;
            }
            allowed = bracketed ? move / 2 : allowed;
            y = next;
        }
        return y;
    }

    private LocationScaleReturn heaviest() {
        int best = 0;
        for (int i = 1; i < weights.length; i++) {
            best = weights[i] > weights[best] ? i : best;
        }
        return parts.get(best);
    }

    @Override
    public double mean() {
        return mean;
    }

    @Override
    public double aleatoricVariance() {
        return aleatoric;
    }

    @Override
    public double epistemicVariance() {
        return epistemic;
    }

    @Override
    public double expectedShortfall(ConfidenceLevel level) {
        double quantile = quantile(level.tail());
        double shortfall = 0.0 - partialMean(quantile) / cdf(quantile);
        // Far from any tail rounding must not put it inside.
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

    private Interval interval(ToDoubleFunction<LocationScaleReturn> figure, double mass, double own) {
        return WeightedFigures.interval(parts.stream().mapToDouble(figure).toArray(), weights, mass, own);
    }

    /** {@code E|X - y| - E|X - X'| / 2}: the first is a closed form, the second the integral of {@code F (1 - F)}. */
    @Override
    public double crps(double y) {
        double distance = y * (2 * cdf(y) - 1) + mean - 2 * partialMean(y);
        return distance - halfMeanDifference();
    }

    /** The integral of x dF(x) up to y. */
    double partialMean(double y) {
        return average(part -> part.partialMean(y));
    }

    /** Half the mean absolute difference of two independent values. */
    double halfMeanDifference() {
        if (Double.isNaN(halfMeanDifference)) {
            halfMeanDifference = integratedSpread();
        }
        return halfMeanDifference;
    }

    private double integratedSpread() {
        double width = 0.5 * Math.sqrt(variance());
        double step = 2 * FARTHEST / (NODES - 1);
        double sum = 0;
        for (int i = 0; i < NODES; i++) {
            double t = -FARTHEST + i * step;
            double cdf = cdf(mean + width * Math.sinh(t));
            sum += cdf * (1 - cdf) * width * Math.cosh(t) * step;
        }
        return sum;
    }

    @Override
    public double logScore(double y) {
        double[] scores = parts.stream().mapToDouble(part -> part.logScore(y)).toArray();
        double largest = Arrays.stream(scores).max().orElseThrow();
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            sum += weights[i] * Math.exp(scores[i] - largest);
        }
        return largest + Math.log(sum);
    }

    @Override
    public byte[] encode() {
        byte[][] encoded = parts.stream().map(LocationScaleReturn::encode).toArray(byte[][]::new);
        int length = Arrays.stream(encoded).mapToInt(each -> each.length).sum();
        ByteBuffer bytes = ByteBuffer.allocate(4 + 8 * weights.length + length).putInt(weights.length);
        for (int i = 0; i < weights.length; i++) {
            bytes.putDouble(weights[i]).put(encoded[i]);
        }
        return bytes.array();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MixtureReturn mixture
                && Arrays.equals(weights, mixture.weights)
                && parts.equals(mixture.parts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(weights) + parts.hashCode();
    }

    @Override
    public String toString() {
        return "MixtureReturn[" + parts.size() + " parts, mean " + mean + ", variance " + variance() + "]";
    }

    private double average(ToDoubleFunction<LocationScaleReturn> figure) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                sum += weights[i] * figure.applyAsDouble(parts.get(i));
            }
        }
        return sum;
    }
}
