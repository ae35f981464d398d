package io.credence.bnn.inference.continual;

import io.credence.bnn.density.DataDensity;
import io.credence.bnn.density.LogDensity;
import io.credence.bnn.inference.Info;
import io.credence.bnn.inference.Step;
import io.credence.bnn.posterior.DensityPosterior;
import io.credence.bnn.posterior.FullGaussian;
import io.credence.bnn.random.Key;
import java.util.function.Function;

/**
 * Variational continual learning (Nguyen, Li, Bui and Turner 2018): the posterior after today is the Gaussian nearest to yesterday's
 * times today's likelihood. A day costs its own rows only, and no row is kept. An immutable value: the knowledge after some days.
 *
 * @param posterior so far; the prior before the first day
 * @param days learned
 * @param rowGradients spent on all of them: point gradients times rows
 */
public record VariationalContinual(FullGaussian posterior, long days, long rowGradients) {

    /** Nats that a step may still gain. */
    private static final double SETTLED = 1e-3;

    /** Share of itself by which the precision may still be off. */
    private static final double NEAR = 0.2;

    private static final int MOST_STEPS = 50;

    /** Before the first day. */
    public static VariationalContinual from(FullGaussian prior) {
        return new VariationalContinual(prior, 0, 0);
    }

    /**
     * After one more day.
     *
     * @param today today's rows under a prior that is given
     * @throws IllegalStateException when the posterior does not settle
     */
    public VariationalContinual learn(Function<LogDensity, DataDensity> today) {
        DataDensity target = today.apply(new Prior(posterior));
        VariationalNewton newton = VariationalNewton.of(target);
        VariationalNewton.State state = newton.init(Key.of(days), posterior);
        long gradients = 0;
        for (int i = 0; i < MOST_STEPS; i++) {
            Step<VariationalNewton.State> step = newton.step(state);
            state = step.state();
            gradients += step.info().gradients() * target.rows();
            if (settled(step.info())) {
                return new VariationalContinual(newton.posterior(state), days + 1, rowGradients + gradients);
            }
        }
        throw new IllegalStateException("posterior of day " + (days + 1) + " has not settled after " + MOST_STEPS
                + " steps. Maybe the day's rows are of another kind than those before?");
    }

    private static boolean settled(Info info) {
        return figure(info, "gain") < SETTLED && figure(info, "lack") < NEAR;
    }

    private static double figure(Info info, String name) {
        return info.figures().getOrDefault(name, Double.POSITIVE_INFINITY);
    }

    /** A posterior as a density. */
    private record Prior(DensityPosterior of) implements LogDensity {

        @Override
        public int dimension() {
            return of.dimension();
        }

        @Override
        public void evaluate(double[][] points, double[] values, double[][] gradients) {
            for (int p = 0; p < points.length; p++) {
                values[p] = of.logDensity(points[p]);
                of.score(points[p], gradients[p]);
            }
        }
    }
}
