package io.credence.bnn.explanation;

import io.credence.bnn.random.Key;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * How badly slopes foretell changes (Yeh et al. 2019, "On the (In)fidelity and Sensitivity of Explanations", definition 2.1): {@code E (I'phi -
 * (f(x) - f(x - I)))^2} over Gaussian changes I of the inputs. 0 for the slopes of a linear output; {@code sd^2 |w|^2} for slopes of zero on {@code
 * w'x}; {@code 3 sd^4} for the gradient of a square.
 *
 * @param sd of the changes in units of the inputs, above 0
 * @param changes drawn, at least 2; the same for each point
 * @param key of the changes
 */
public record Infidelity(double sd, int changes, Key key) {

    public Infidelity {
        if (!(sd > 0) || Double.isInfinite(sd) || changes < 2) {
            throw new IllegalArgumentException("infidelity has changes of " + sd + ", " + changes
                    + " of them; their size must be above 0 and finite, their number at least 2");
        }
    }

    /**
     * Of one point.
     *
     * @param error the measure itself, in the output's unit squared
     * @param power the mean square of the output's own changes: what slopes of zero would score
     */
    public record Score(double error, double power) {

        /** The share of the output's changes that the slopes do not foretell; 0 where it does not change. */
        public double share() {
            return power == 0 ? 0 : error / power;
        }
    }

    /** Of slopes at points, one score each. */
    public Score[] of(Explained output, double[][] points, double[][] slopes) {
        ZigguratSampler gaussian = ZigguratSampler.NormalizedGaussian.of(key.generator());
        double[] before = output.values(points);
        double[] errors = new double[points.length];
        double[] powers = new double[points.length];
        for (int k = 0; k < changes; k++) {
            double[] change = new double[points[0].length];
            for (int i = 0; i < change.length; i++) {
                change[i] = sd * gaussian.sample();
            }
            double[] after = output.values(Points.moved(points, -1, change));
            for (int row = 0; row < points.length; row++) {
                double moved = before[row] - after[row];
                double missed = Points.product(change, slopes[row]) - moved;
                errors[row] += missed * missed / changes;
                powers[row] += moved * moved / changes;
            }
        }
        Score[] scores = new Score[points.length];
        for (int row = 0; row < scores.length; row++) {
            scores[row] = new Score(errors[row], powers[row]);
        }
        return scores;
    }
}
