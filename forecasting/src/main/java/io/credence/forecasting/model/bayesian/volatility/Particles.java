package io.credence.forecasting.model.bayesian.volatility;

import io.credence.bnn.linalg.Cholesky;
import io.credence.bnn.random.Key;
import io.credence.forecasting.distribution.LocationScaleReturn;
import io.credence.forecasting.distribution.MixtureReturn;
import io.credence.forecasting.model.bayesian.sampling.ImportanceSampler;
import io.credence.forecasting.model.bayesian.sampling.WeightedDraws;
import io.credence.forecasting.model.volatility.VolatilityState;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Draws from a posterior that move on with the data: each keeps its own variance, and its weight is multiplied by its likelihood of
 * every new return, which is exact Bayesian updating on the set of draws. An update costs O(draws).
 *
 * <p>Where the effective size falls under half of the draws they are resampled and moved by a kernel that keeps the posterior's
 * mean and covariance (Liu and West 2001); a moved draw keeps its state, which forgets its past within weeks.
 */
final class Particles {

    /** The kernel's discount: near 1 draws hardly move. */
    private static final double DISCOUNT = 0.98;

    private static final double SHRINKAGE = (3 * DISCOUNT - 1) / (2 * DISCOUNT);
    private static final double SPREAD = Math.sqrt(1 - SHRINKAGE * SHRINKAGE);

    private final BiFunction<double[], VolatilityState, VolatilityState> states;
    private final Key key;
    private final double[][] points;
    private final VolatilityState[] particles;
    private final double[] logWeights;
    private int resamplings;

    /**
     * @param start of equal weights; copied
     * @param states makes the model at unbounded coordinates in the state of another
     */
    Particles(
            double[][] points,
            VolatilityState[] start,
            BiFunction<double[], VolatilityState, VolatilityState> states,
            Key key) {
        this.points = points.clone();
        this.particles = Arrays.stream(start).map(VolatilityState::copy).toArray(VolatilityState[]::new);
        this.logWeights = new double[start.length];
        this.states = states;
        this.key = key;
    }

    /** The predictive distribution of the next return. */
    MixtureReturn forecast() {
        return new MixtureReturn(weights(), forecasts());
    }

    private List<LocationScaleReturn> forecasts() {
        return Stream.of(particles).map(VolatilityState::forecast).toList();
    }

    /** They sum to 1. */
    double[] weights() {
        double largest = Arrays.stream(logWeights).max().orElseThrow();
        double[] weights =
                Arrays.stream(logWeights).map(w -> Math.exp(w - largest)).toArray();
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(w -> w / sum).toArray();
    }

    /** One draw in its state; not to be written. */
    VolatilityState particle(int i) {
        return particles[i];
    }

    int size() {
        return particles.length;
    }

    int resamplings() {
        return resamplings;
    }

    void update(double returnPercent, double rangeVariance) {
        for (int i = 0; i < particles.length; i++) {
            logWeights[i] += particles[i].forecast().logScore(returnPercent);
            particles[i].update(returnPercent, rangeVariance);
        }
        if (WeightedDraws.effectiveSize(weights()) < particles.length / 2.0) {
            resample();
        }
    }

    private void resample() {
        SplittableRandom random = new SplittableRandom(key.child(resamplings++).seed());
        WeightedDraws now = new WeightedDraws(points.clone(), weights());
        double[] mean = now.mean();
        Cholesky spread = ImportanceSampler.factor(now.covariance());
        int[] chosen = now.resampled(particles.length, random.nextDouble());
        VolatilityState[] before = particles.clone();
        for (int i = 0; i < chosen.length; i++) {
            points[i] = moved(now.points()[chosen[i]], mean, spread, random);
            particles[i] = states.apply(points[i], before[chosen[i]]);
        }
        Arrays.fill(logWeights, 0);
    }

    private static double[] moved(double[] point, double[] mean, Cholesky spread, SplittableRandom random) {
        double[] z = new double[point.length];
        Arrays.setAll(z, k -> random.nextGaussian());
        double[] noise = spread.multiplyLower(z);
        double[] moved = new double[point.length];
        Arrays.setAll(moved, k -> SHRINKAGE * point[k] + (1 - SHRINKAGE) * mean[k] + SPREAD * noise[k]);
        return moved;
    }
}
