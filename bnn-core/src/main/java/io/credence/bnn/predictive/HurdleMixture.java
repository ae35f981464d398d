package io.credence.bnn.predictive;

import io.credence.bnn.distribution.GaussLegendre;
import io.credence.bnn.distribution.StudentT;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * The predictive distribution of one target under draws of the parameters: equally likely parts, each an atom at 0 and else a
 * Student-t. What is uncertain is told apart (Depeweg et al. 2018, "Decomposition of Uncertainty in Bayesian Deep Learning"):
 *
 * <pre>
 * variance = mean of the parts' variances (aleatoric) + variance of the parts' means (epistemic)
 * entropy  = mean of the parts' entropies             + mutual information of target and parameters
 * </pre>
 *
 * <p>Entropies are with respect to length off the atom and to counting at it. Integrals are Gauss-Legendre sums of terms that are not
 * negative, so that the mutual information is at least 0 to the last bit.
 */
public final class HurdleMixture {

    private static final GaussLegendre RULE = GaussLegendre.of(32);

    private final double[] off;
    private final double[] locations;
    private final double[] scales;
    private final StudentT[] ts;

    private HurdleMixture(double[] off, double[] locations, double[] scales, StudentT[] ts) {
        this.off = off;
        this.locations = locations;
        this.scales = scales;
        this.ts = ts;
    }

    /**
     * Of these parts; the arrays are taken over.
     *
     * @param off probabilities of a target off the atom, {@code [draws]}
     * @param locations {@code [draws]}
     * @param scales above 0, {@code [draws]}
     * @param ts {@code [draws]}
     */
    public static HurdleMixture of(double[] off, double[] locations, double[] scales, StudentT[] ts) {
        int draws = off.length;
        if (draws == 0 || locations.length != draws || scales.length != draws || ts.length != draws) {
            throw new IllegalArgumentException("parts have " + draws + " probabilities, " + locations.length
                    + " locations, " + scales.length + " scales and " + ts.length
                    + " shapes; all need the same number, at least 1");
        }
        for (int i = 0; i < draws; i++) {
            if (!(off[i] >= 0 && off[i] <= 1 && scales[i] > 0) || !Double.isFinite(locations[i] + scales[i])) {
                throw new IllegalArgumentException("part " + i + " has probability " + off[i] + ", location "
                        + locations[i] + " and scale " + scales[i] + "; allowed are 0 to 1, finite, and above 0");
            }
        }
        return new HurdleMixture(off, locations, scales, ts);
    }

    public int draws() {
        return off.length;
    }

    /** The mixture of the first of these parts. */
    public HurdleMixture first(int draws) {
        return of(
                Arrays.copyOf(off, draws),
                Arrays.copyOf(locations, draws),
                Arrays.copyOf(scales, draws),
                Arrays.copyOf(ts, draws));
    }

    /** One part alone. */
    public HurdleMixture part(int draw) {
        return of(
                new double[] {off[draw]}, new double[] {locations[draw]}, new double[] {scales[draw]}, new StudentT[] {
                    ts[draw]
                });
    }

    /** The probability of exactly 0. */
    public double atom() {
        return 1 - mean(s -> off[s]);
    }

    /** The probability of a value at or under y. */
    public double cdf(double y) {
        return mean(s -> partCdf(s, y));
    }

    /** A part's probability of a value at or under y. */
    public double partCdf(int draw, double y) {
        double t = ts[draw].cdf((y - locations[draw]) / scales[draw]);
        return off[draw] * t + (y >= 0 ? 1 - off[draw] : 0);
    }

    /** The density off the atom. */
    public double density(double y) {
        return mean(s -> partDensity(s, y));
    }

    /** The smallest y with {@code cdf(y) >= p}, to 50 halvings of its bracket; p strictly between 0 and 1. */
    public double quantile(double p) {
        if (!(p > 0 && p < 1)) {
            throw new IllegalArgumentException("probability is " + p + "; it must lie strictly between 0 and 1");
        }
        double below = mean(s -> off[s] * ts[s].cdf(-locations[s] / scales[s]));
        if (p > below && p <= below + atom()) {
            return 0;
        }
        double reach = scale();
        while (cdf(centre() - reach) >= p || cdf(centre() + reach) < p) {
            reach *= 2;
        }
        double low = centre() - reach;
        double high = centre() + reach;
        for (int i = 0; i < 50; i++) {
            double middle = 0.5 * (low + high);
            if (cdf(middle) >= p) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /** The central interval of this mass of the parts' own p-quantiles: what is known of the quantile. */
    public PosteriorInterval quantileInterval(double p, double mass) {
        double[] quantiles = IntStream.range(0, draws())
                .mapToDouble(s -> part(s).quantile(p))
                .sorted()
                .toArray();
        return new PosteriorInterval(ordered(quantiles, 0.5 - 0.5 * mass), ordered(quantiles, 0.5 + 0.5 * mass));
    }

    public double mean() {
        return mean(this::partMean);
    }

    /** The variance, from the second moment; infinite where a part's is. */
    public double variance() {
        double mean = mean();
        return mean(s -> partVariance(s) + partMean(s) * partMean(s)) - mean * mean;
    }

    /** What would remain if the parameters were known. */
    public double aleatoricVariance() {
        return mean(this::partVariance);
    }

    /** What more data would take away. */
    public double epistemicVariance() {
        double mean = mean();
        return mean(s -> (partMean(s) - mean) * (partMean(s) - mean));
    }

    /** Predictive entropy in nats. */
    public double entropy() {
        return surprise(atom()) + integral(y -> surprise(density(y)));
    }

    /** The mean entropy given the parameters, in nats. */
    public double aleatoricEntropy() {
        return mean(s -> surprise(1 - off[s])) + integral(y -> mean(s -> surprise(partDensity(s, y))));
    }

    /** Mutual information of target and parameters in nats, at least 0. */
    public double mutualInformation() {
        double atom = atom();
        double atAtom = mean(s -> divergence(1 - off[s], atom));
        double apart = integral(y -> {
            double density = density(y);
            return mean(s -> divergence(partDensity(s, y), density));
        });
        return Math.max(0, atAtom) + apart;
    }

    /** Continuous ranked probability score of y: the integral of {@code (F(x) - [x >= y])^2}; lower is better. */
    public double crps(double y) {
        return integral(
                x -> {
                    double beyond = cdf(x) - (x >= y ? 1 : 0);
                    return beyond * beyond;
                },
                0,
                y);
    }

    private double partMean(int s) {
        return off[s] * locations[s];
    }

    private double partVariance(int s) {
        double square = locations[s] * locations[s];
        return off[s] * (scales[s] * scales[s] * ts[s].variance() + square) - partMean(s) * partMean(s);
    }

    private double partDensity(int s, double y) {
        return off[s] * ts[s].density((y - locations[s]) / scales[s]) / scales[s];
    }

    private static double surprise(double p) {
        return p > 0 ? -p * Math.log(p) : 0;
    }

    /** A term of the mean {@code p log(p / q)}, with {@code q - p} added, whose mean is 0, so that no term is negative. */
    private static double divergence(double p, double q) {
        return p > 0 ? Math.max(0, p * Math.log(p / q) + q - p) : q;
    }

    private double centre() {
        return mean(s -> locations[s]);
    }

    private double scale() {
        return mean(s -> scales[s]);
    }

    /** Over the line, cut at the centre and where the integrand jumps; beyond the last cuts by {@code x = cut +- scale u / (1 - u)}. */
    private double integral(DoubleUnaryOperator f, double... jumps) {
        double[] cuts = Arrays.copyOf(jumps, jumps.length + 1);
        cuts[jumps.length] = centre();
        Arrays.sort(cuts);
        double scale = scale();
        double low = cuts[0];
        double high = cuts[jumps.length];
        double sum = 0;
        for (int i = 0; i < RULE.size(); i++) {
            double u = RULE.node(i);
            double stretch = RULE.weight(i) * scale / ((1 - u) * (1 - u));
            double away = scale * u / (1 - u);
            sum += stretch * (f.applyAsDouble(low - away) + f.applyAsDouble(high + away));
            for (int k = 1; k < cuts.length; k++) {
                double width = cuts[k] - cuts[k - 1];
                sum += width == 0 ? 0 : RULE.weight(i) * width * f.applyAsDouble(cuts[k - 1] + u * width);
            }
        }
        return sum;
    }

    /** An order statistic, linear between neighbours. */
    private static double ordered(double[] sorted, double p) {
        double at = p * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    private interface OfPart {
        double of(int draw);
    }

    private double mean(OfPart figure) {
        double sum = 0;
        for (int s = 0; s < draws(); s++) {
            sum += figure.of(s);
        }
        return sum / draws();
    }
}
