package io.credence.forecasting.model.bayesian.volatility;

import io.credence.forecasting.distribution.EmpiricalLaw;
import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.distribution.LocationScaleReturn;
import io.credence.forecasting.model.univariate.UnivariatePredictor;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A Bayesian volatility model in its state. One step ahead its forecast is the mixture over the draws, with posterior intervals of VaR and ES;
 * over more steps it is the law of 4,000 simulated sums that are spread over the draws, whose intervals are points.
 */
public final class BayesianVolatilityPredictor implements UnivariatePredictor {

    private final Particles particles;
    private final Supplier<double[]> ranges;
    private @Nullable PathSums paths;

    BayesianVolatilityPredictor(Particles particles, Supplier<double[]> ranges) {
        this.particles = particles;
        this.ranges = ranges;
    }

    Particles particles() {
        return particles;
    }

    @Override
    public ForecastDistribution forecast(int horizon) {
        if (horizon < 1) {
            throw new IllegalArgumentException("horizon is " + horizon + "; it must be at least 1");
        }
        if (horizon == 1) {
            return particles.forecast();
        }
        return new LocationScaleReturn(
                0,
                1,
                EmpiricalLaw.of(paths().sums(
                                particles.weights(),
                                i -> Walker.of(particles.particle(i)),
                                unit(horizon),
                                () -> true)));
    }

    @Override
    public void update(double returnPercent, double rangeVariance) {
        particles.update(returnPercent, rangeVariance);
    }

    private static double[] unit(int horizon) {
        double[] scales = new double[horizon];
        Arrays.fill(scales, 1);
        return scales;
    }

    PathSums paths() {
        PathSums made = paths;
        if (made == null) {
            made = new PathSums(ranges.get());
            paths = made;
        }
        return made;
    }
}
