package io.credence.bnn.predictive;

import io.credence.bnn.distribution.Gaussian;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.TSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.commons.statistics.distribution.TDistribution;

/** The slow plain twin: parameters drawn one by one, and a value drawn from each. */
final class Draws {

    private final UniformRandomProvider random;
    private final ZigguratSampler gaussian;

    Draws(long seed) {
        random = RandomSource.XO_SHI_RO_256_PP.create(seed);
        gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    }

    double[] parameters(HurdleStudentT value) {
        double logScale = draw(value.logScale());
        double raw = draw(value.rawDf());
        return new double[] {
            1 / (1 + Math.exp(-draw(value.logit()))),
            draw(value.location()),
            Math.sqrt(value.floor() * value.floor() + Math.exp(2 * logScale)),
            2.1 + (raw > 30 ? raw : Math.log1p(Math.exp(raw)))
        };
    }

    double[] sorted(HurdleStudentT value, int n) {
        double[] draws = new double[n];
        for (int i = 0; i < n; i++) {
            double[] p = parameters(value);
            draws[i] = random.nextDouble() < p[0]
                    ? 0
                    : p[1] + p[2] * TSampler.of(random, p[3]).sample();
        }
        Arrays.sort(draws);
        return draws;
    }

    /** The p-quantile and the mean of the lowest share p with parameters given. */
    static double[] functionals(double[] parameters, double p) {
        double p0 = parameters[0];
        double location = parameters[1];
        double scale = parameters[2];
        TDistribution t = TDistribution.of(parameters[3]);
        double below = (1 - p0) * t.cumulativeProbability(-location / scale);
        double q;
        if (p <= below) {
            q = location + scale * t.inverseCumulativeProbability(p / (1 - p0));
        } else if (p <= below + p0) {
            q = 0;
        } else {
            q = location + scale * t.inverseCumulativeProbability((p - p0) / (1 - p0));
        }
        double z = (q - location) / scale;
        double v = parameters[3];
        double mean =
                (1 - p0) * (location * t.cumulativeProbability(z) - scale * t.density(z) * (v + z * z) / (v - 1)) / p;
        return new double[] {q, mean};
    }

    private double draw(Gaussian of) {
        return of.mean() + of.sd() * gaussian.sample();
    }
}
