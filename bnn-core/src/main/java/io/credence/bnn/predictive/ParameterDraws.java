package io.credence.bnn.predictive;

import io.credence.bnn.distribution.Gaussian;
import io.credence.bnn.distribution.TabledT;
import io.credence.bnn.predictive.FunctionalPosterior.Kind;
import java.util.Arrays;
import org.apache.commons.numbers.gamma.InverseErfc;

/**
 * Quantiles and tail means at a fixed, evenly spread set of parameters: the slow way to their posterior, which holds wherever the
 * atom and the centre lie.
 *
 * <p>Points are a Kronecker sequence in four dimensions with the generalised golden ratio (Roberts 2018): the same for every call.
 */
final class ParameterDraws {

    private static final int DRAWS = 1024;

    /** The root of x^5 = x + 1. */
    private static final double RATIO = 1.1673039782614187;

    private static final double[][] DEVIATES = deviates();

    private ParameterDraws() {}

    static PosteriorInterval interval(HurdleStudentT value, double p, Kind kind, double mass) {
        double[] sorted = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            Parameters parameters = Parameters.of(value, DEVIATES[i]);
            sorted[i] = kind == Kind.QUANTILE ? parameters.quantile(p) : parameters.tailMean(p);
        }
        Arrays.sort(sorted);
        double outside = 0.5 * (1 - mass);
        return new PosteriorInterval(at(sorted, outside), at(sorted, 1 - outside));
    }

    private static double at(double[] sorted, double share) {
        double position = Math.clamp(share * DRAWS - 0.5, 0, DRAWS - 1.0);
        int low = Math.min((int) position, DRAWS - 2);
        double part = position - low;
        return (1 - part) * sorted[low] + part * sorted[low + 1];
    }

    private static double[][] deviates() {
        double[][] deviates = new double[DRAWS][4];
        double step = 1;
        for (int d = 0; d < 4; d++) {
            step /= RATIO;
            for (int i = 0; i < DRAWS; i++) {
                double u = (0.5 + (i + 1) * step) % 1;
                deviates[i][d] = -Math.sqrt(2) * InverseErfc.value(2 * u);
            }
        }
        return deviates;
    }

    /** One point of the parameters' space. */
    private record Parameters(double off, double location, double scale, TabledT t) {

        /** The raw degrees of freedom take the values of the three-node rule with its weights. */
        static Parameters of(HurdleStudentT value, double[] deviates) {
            double off = 1 / (1 + Math.exp(at(value.logit(), deviates[0])));
            double scale = Math.hypot(value.floor(), Math.exp(at(value.logScale(), deviates[2])));
            int corner = 1;
            if (Math.abs(deviates[3]) > 0.967421566101701) {
                corner = deviates[3] < 0 ? 0 : 2;
            }
            return new Parameters(
                    off, at(value.location(), deviates[1]), scale, value.t().corner(corner));
        }

        double quantile(double p) {
            double below = off * t.survival(location / scale);
            if (p <= below) {
                return Math.min(0, location + scale * lower(p / off));
            }
            return p <= below + 1 - off ? 0 : Math.max(0, location - scale * lower((1 - p) / off));
        }

        double tailMean(double p) {
            double z = (quantile(p) - location) / scale;
            return off * (location * t.survival(-z) - scale * t.upperMoment(z)) / p;
        }

        /** The t's lower quantile. */
        private double lower(double p) {
            double clamped = Math.clamp(p, Double.MIN_NORMAL, 1 - 1e-16);
            return clamped <= 0.5 ? -t.upperQuantile(clamped) : t.upperQuantile(1 - clamped);
        }

        private static double at(Gaussian gaussian, double deviate) {
            return gaussian.mean() + gaussian.sd() * deviate;
        }
    }
}
